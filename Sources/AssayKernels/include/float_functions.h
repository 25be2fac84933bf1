// Elementary functions over arrays of floats: the same bits on every instruction set.
// `y` may be `x`. NaN propagates; results that underflow become denormals, then zero.
#ifndef ASSAY_FLOAT_FUNCTIONS_H
#define ASSAY_FLOAT_FUNCTIONS_H

#include <stddef.h>
#include <stdint.h>

// y[i] = exp(x[i]), within 1 ulp.
void assay_exp(const float *x, float *y, size_t n);

// y[i] = log(x[i]), within 1 ulp: -infinity at 0, NaN below it.
void assay_log(const float *x, float *y, size_t n);

// y[i] = tanh(x[i]), within 1.5 ulp.
void assay_tanh(const float *x, float *y, size_t n);

// y[i] = 1 / (1 + exp(-x[i])), within 2.5 ulp.
void assay_sigmoid(const float *x, float *y, size_t n);

#endif
