// An image with room around it, so that no tap of a convolution has to ask whether it is outside.
#ifndef ASSAY_CONVOLUTION_FRAME_H
#define ASSAY_CONVOLUTION_FRAME_H

#include <string.h>

#include "include/AssayKernels.h"

// The frame an image is put into, with zeros around it (and between its rows and columns).
typedef struct {
  ptrdiff_t height, width, channels;
  ptrdiff_t image_height, image_width;
  ptrdiff_t top, left, step_height, step_width;
} frame;

static inline size_t frame_count(const frame *f) {
  return (size_t)(f->height * f->width * f->channels);
}

static inline void put_into_frame(const frame *f, const float *image, float *to) {
  memset(to, 0, sizeof(float) * frame_count(f));
  for (ptrdiff_t i = 0; i < f->image_height; ++i) {
    const ptrdiff_t row = f->top + i * f->step_height;
    if (row >= f->height) break;
    for (ptrdiff_t j = 0; j < f->image_width; ++j) {
      const ptrdiff_t column = f->left + j * f->step_width;
      if (column >= f->width) break;
      memcpy(
          to + (row * f->width + column) * f->channels,
          image + (i * f->image_width + j) * f->channels, sizeof(float) * (size_t)f->channels);
    }
  }
}

static inline bool is_whole(const frame *f) {
  return f->top == 0 && f->left == 0 && f->step_height == 1 && f->step_width == 1 &&
         f->height == f->image_height && f->width == f->image_width;
}

// The frame that all taps of all positions lie in.
static inline frame frame_of_data(const assay_convolution_t *s) {
  ptrdiff_t height = (s->rows - 1) * s->stride_height + (s->kernel_height - 1) * s->dilation_height + 1;
  ptrdiff_t width = (s->columns - 1) * s->stride_width + (s->kernel_width - 1) * s->dilation_width + 1;
  if (s->top == 0 && s->left == 0 && height <= s->height && width <= s->width)
    height = s->height, width = s->width;
  return (frame){height, width, s->channels, s->height, s->width, s->top, s->left, 1, 1};
}

#endif
