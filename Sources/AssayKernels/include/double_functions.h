#ifndef ASSAY_DOUBLE_FUNCTIONS_H
#define ASSAY_DOUBLE_FUNCTIONS_H

#include <stddef.h>
#include <stdint.h>

#endif
