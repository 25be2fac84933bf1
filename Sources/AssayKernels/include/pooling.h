#ifndef ASSAY_POOLING_H
#define ASSAY_POOLING_H

#include <stdbool.h>
#include <stddef.h>

// Windows over images, channels last; what of a window lies outside the image is left out.
typedef struct {
  ptrdiff_t batch, height, width, channels;  // of x
  ptrdiff_t rows, columns;                   // of y
  ptrdiff_t window_height, window_width;
  ptrdiff_t stride_height, stride_width;
  ptrdiff_t top, left;  // rows and columns of padding before the image
} assay_pooling_t;

// The largest number of each window, or the mean of those there are. NaN wins.
void assay_pool(const assay_pooling_t *shape, bool largest, const float *x, float *y);

// dx (+)= dy to the first of the largest, or an equal share to each.
void assay_pool_pullback(
    const assay_pooling_t *shape, bool largest, const float *x, const float *y, const float *dy,
    float *dx, bool accumulates);

#endif
