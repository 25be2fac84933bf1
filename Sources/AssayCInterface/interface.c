// The interface is a header alone; a target needs a source file.
#include "assay.h"
