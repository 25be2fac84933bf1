#ifndef ASSAY_COUNTING_H
#define ASSAY_COUNTING_H

#include <stddef.h>
#include <stdint.h>

#endif
