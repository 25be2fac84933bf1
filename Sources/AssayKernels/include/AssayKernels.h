// The kernels: what must run at the speed of the machine. One header a family.
#ifndef ASSAY_KERNELS_H
#define ASSAY_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { ASSAY_PORTABLE = 0, ASSAY_AVX2 = 1, ASSAY_AVX512 = 2 } assay_instruction_set_t;

// The instruction set in use: the widest this machine has, or a narrower one named by ASSAY_KERNELS
// (portable, avx2, avx512). All of them compute the same bits.
assay_instruction_set_t assay_instruction_set(void);

#include "class_losses.h"
#include "column_normalization.h"
#include "convolution.h"
#include "counting.h"
#include "current_tape.h"
#include "dense.h"
#include "depthwise.h"
#include "double_functions.h"
#include "elementwise.h"
#include "float_functions.h"
#include "matrix_product.h"
#include "peak.h"
#include "pooling.h"
#include "probability_losses.h"
#include "ranking.h"
#include "recurrent.h"
#include "reductions.h"
#include "split_sum.h"
#include "training.h"
#include "truth_places.h"
#include "workers.h"

#endif
