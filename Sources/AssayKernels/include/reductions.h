// Sums and maxima. Sums are kept in Double, in an order that depends on the size alone, and rounded
// once at the end.
#ifndef ASSAY_REDUCTIONS_H
#define ASSAY_REDUCTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The sum of n numbers: 16 interleaved chains, then a tree.
double assay_sum(const float *x, size_t n);

// The sum of the products of n pairs, in the same order.
double assay_dot(const float *x, const float *y, size_t n);

// Reduces the middle one of three dimensions (outer, n, inner): y[o, i] = scale · Σⱼ x[o, j, i].
void assay_sum_axis(const float *x, float *y, size_t outer, size_t n, size_t inner, float scale);

// The sums of the columns of a matrix, each a chain of floats over the rows: y[i] (+)= Σⱼ x[j, i].
void assay_sum_rows(const float *x, float *y, size_t rows, size_t columns, bool accumulates);

// The largest along the middle one of three dimensions; NaN wins. n is at least 1.
void assay_max_axis(const float *x, float *y, size_t outer, size_t n, size_t inner);

// dx[o, j, i] (+)= scale · dy[o, i].
void assay_spread_axis(const float *dy, float *dx, size_t outer, size_t n, size_t inner,
                       float scale, bool accumulates);

// Rows of x to probabilities: exp(x − max) / Σ. y may be x.
void assay_softmax(const float *x, float *y, size_t rows, size_t columns);

// dx (+)= y · (dy − Σ dy·y), row by row. dx may be dy.
void assay_softmax_pullback(const float *y, const float *dy, float *dx, size_t rows,
                            size_t columns, bool accumulates);

// Rows of x to log probabilities: x − max − log Σ exp(x − max).
void assay_log_softmax(const float *x, float *y, size_t rows, size_t columns);

#endif
