#ifndef ASSAY_DEPTHWISE_H
#define ASSAY_DEPTHWISE_H

#include <stdbool.h>

#include "convolution.h"

// A convolution of each channel with a window of its own, w[u, v, c]; `filters` of the shape does
// not count:
//
//   y[n, i, j, c] =
//     Σ over u, v of x[n, i·stride + u·dilation − top, j·stride + v·dilation − left, c] · w[u, v, c]
//
// Each number is one chain in ascending order: y over u and v, dx over i and j, dw over n, i and j.
// No bits depend on the batch, on threads, or on the instruction set.
void assay_depthwise(const assay_convolution_t *shape, const float *x, const float *w, float *y);

// dx (+)= the sum of dy · w over the windows that an element lies in.
void assay_depthwise_data_pullback(
    const assay_convolution_t *shape, const float *w, const float *dy, float *dx, bool accumulates);

// dw (+)= the sum over images and positions of x · dy.
void assay_depthwise_weights_pullback(
    const assay_convolution_t *shape, const float *x, const float *dy, float *dw, bool accumulates);

#endif
