// A dense layer in one piece: y = f(x·W + b), and its way back.
#ifndef ASSAY_DENSE_H
#define ASSAY_DENSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "elementwise.h"

// y [rows, n] = f(x [rows, k] · w [k, n] + bias [n]).
//
// The bits are those of assay_matmul, then of the bias, then of the function: a chain of fused
// multiply-adds over ascending k for each element. Layers with few inputs are computed in one sweep.
void assay_dense(const float *x, const float *w, const float *bias, float *y, size_t rows, size_t k,
                 size_t n, assay_function_t function, float parameter);

// From dy to the gradients: dz = dy · f′(y), which takes the place of dy; db (+)= Σ rows of dz;
// dw (+)= xᵀ · dz; dx (+)= dz · wᵀ. Any of db, dw and dx may be null. The bits are those of the
// single operations.
typedef struct {
  float *bias;
  float *kernel;
  float *input;
  bool bias_accumulates;
  bool kernel_accumulates;
  bool input_accumulates;
} assay_dense_gradients_t;

void assay_dense_pullback(const float *x, const float *w, const float *y, float *dy, size_t rows,
                          size_t k, size_t n, assay_function_t function, float parameter,
                          assay_dense_gradients_t gradients);

#endif
