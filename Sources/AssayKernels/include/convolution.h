#ifndef ASSAY_CONVOLUTION_H
#define ASSAY_CONVOLUTION_H

#include <stdbool.h>
#include <stddef.h>

#include "elementwise.h"

// A convolution of images, channels last, without a matrix of patches:
//
//   y[n, i, j, f] = Σ over u, v, c of x[n, i·stride + u·dilation − top, j·stride + v·dilation − left, c] · w[u, v, c, f]
//
// where taps outside the image are left out. Each y is one chain of fused multiply-adds over
// ascending u, v, c, which starts at 0: it depends neither on the batch, nor on threads, nor on the
// instruction set.
typedef struct {
  ptrdiff_t batch, height, width, channels;  // of x
  ptrdiff_t rows, columns, filters;          // of y
  ptrdiff_t kernel_height, kernel_width;
  ptrdiff_t stride_height, stride_width;
  ptrdiff_t dilation_height, dilation_width;
  ptrdiff_t top, left;  // rows and columns of padding before the image
} assay_convolution_t;

// y = f(x ∗ w + bias); without bias if that is NULL.
void assay_convolution(
    const assay_convolution_t *shape, const float *x, const float *w, const float *bias, float *y,
    assay_function_t function, float parameter);

// dz = dy·f′(z) in place of dy, from y = f(z); and the sums of dz over all positions, if asked for:
// of each image one chain, the images' sums one chain.
void assay_convolution_bias_pullback(
    const assay_convolution_t *shape, const float *y, float *dy, assay_function_t function,
    float parameter, float *dbias, bool accumulates);

// dx (+)= the sum over u, v, f of dz · w, one chain over descending u and v, ascending f.
void assay_convolution_data_pullback(
    const assay_convolution_t *shape, const float *w, const float *dz, float *dx, bool accumulates);

// dw (+)= the sum over positions of x · dz: of each image one chain, the images' sums one chain.
void assay_convolution_weights_pullback(
    const assay_convolution_t *shape, const float *x, const float *dz, float *dw, bool accumulates);

// y = x ∗ w, dx and dw with a given instruction set, to compare their bits. Returns false, and does
// nothing, if it is wider than the one in use.
bool assay_convolution_using(
    assay_instruction_set_t set, const assay_convolution_t *shape, const float *x, const float *w,
    float *y, const float *dz, float *dx, float *dw);

#endif
