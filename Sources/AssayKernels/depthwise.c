#include <string.h>

#include "instruction_sets.h"

// Where the element of an image lies that a tap meets at a position; −1 outside the image.
static inline ptrdiff_t element(
    const assay_convolution_t *s, ptrdiff_t i, ptrdiff_t j, ptrdiff_t u, ptrdiff_t v) {
  const ptrdiff_t row = i * s->stride_height + u * s->dilation_height - s->top;
  const ptrdiff_t column = j * s->stride_width + v * s->dilation_width - s->left;
  if (row < 0 || row >= s->height || column < 0 || column >= s->width) return -1;
  return (row * s->width + column) * s->channels;
}

#define ASSAY_BODY "depthwise.body.h"
#include "per_instruction_set.h"

typedef struct {
  const assay_convolution_t *shape;
  const float *x, *w, *dy;
  float *to;
  bool accumulates;
  ptrdiff_t parts;
} depthwise;

static size_t image_count(const assay_convolution_t *s) {
  return (size_t)(s->height * s->width * s->channels);
}

static size_t result_count(const assay_convolution_t *s) {
  return (size_t)(s->rows * s->columns * s->channels);
}

static void images_part(void *context, int part) {
  const depthwise *d = context;
  const assay_convolution_t *s = d->shape;
  const size_t count = image_count(s), results = result_count(s);
  const ptrdiff_t end = s->batch * (part + 1) / d->parts;
  for (ptrdiff_t n = s->batch * part / d->parts; n < end; ++n) {
    if (d->x) {
      ASSAY_CALL(depthwise)(s, d->x + (size_t)n * count, d->w, d->to + (size_t)n * results);
      continue;
    }
    float *dx = d->to + (size_t)n * count;
    if (!d->accumulates) memset(dx, 0, sizeof(float) * count);
    ASSAY_CALL(depthwise_data)(s, d->w, d->dy + (size_t)n * results, dx);
  }
}

static void taps_part(void *context, int part) {
  const depthwise *d = context;
  const assay_convolution_t *s = d->shape;
  const ptrdiff_t taps = s->kernel_height * s->kernel_width;
  const ptrdiff_t end = taps * (part + 1) / d->parts;
  for (ptrdiff_t tap = taps * part / d->parts; tap < end; ++tap) {
    float *dw = d->to + tap * s->channels;
    if (!d->accumulates) memset(dw, 0, sizeof(float) * (size_t)s->channels);
    for (ptrdiff_t n = 0; n < s->batch; ++n)
      ASSAY_CALL(depthwise_weights)(
          s, tap / s->kernel_width, tap % s->kernel_width, d->x + (size_t)n * image_count(s),
          d->dy + (size_t)n * result_count(s), dw);
  }
}

// Splits images or taps over threads where that pays.
static void run(depthwise d, ptrdiff_t most, void (*body)(void *context, int part)) {
  const assay_convolution_t *s = d.shape;
  const double reads =
      (double)s->batch * (double)result_count(s) * (double)(s->kernel_height * s->kernel_width);
  const ptrdiff_t threads = assay_workers_count();
  d.parts = reads < 2e5 ? 1 : threads < most ? threads : most;
  assay_workers_run((int)d.parts, body, &d);
}

void assay_depthwise(const assay_convolution_t *shape, const float *x, const float *w, float *y) {
  run((depthwise){.shape = shape, .x = x, .w = w, .to = y}, shape->batch, images_part);
}

void assay_depthwise_data_pullback(
    const assay_convolution_t *shape, const float *w, const float *dy, float *dx,
    bool accumulates) {
  run((depthwise){.shape = shape, .w = w, .dy = dy, .to = dx, .accumulates = accumulates},
      shape->batch, images_part);
}

void assay_depthwise_weights_pullback(
    const assay_convolution_t *shape, const float *x, const float *dy, float *dw,
    bool accumulates) {
  run((depthwise){.shape = shape, .x = x, .dy = dy, .to = dw, .accumulates = accumulates},
      shape->kernel_height * shape->kernel_width, taps_part);
}
