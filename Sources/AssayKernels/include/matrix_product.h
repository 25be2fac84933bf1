#ifndef ASSAY_MATRIX_PRODUCT_H
#define ASSAY_MATRIX_PRODUCT_H

#include <stddef.h>
#include <stdint.h>

#endif
