#include <string.h>

#include "instruction_sets.h"

// The part of a window that lies in the image.
typedef struct {
  ptrdiff_t top, bottom, left, right;
} window;

static inline window window_at(const assay_pooling_t *s, ptrdiff_t i, ptrdiff_t j) {
  const ptrdiff_t top = i * s->stride_height - s->top, left = j * s->stride_width - s->left;
  const ptrdiff_t bottom = top + s->window_height, right = left + s->window_width;
  return (window){
      top > 0 ? top : 0, bottom < s->height ? bottom : s->height, left > 0 ? left : 0,
      right < s->width ? right : s->width};
}

#define ASSAY_BODY "pooling.body.h"
#include "per_instruction_set.h"

typedef struct {
  const assay_pooling_t *shape;
  bool largest, accumulates;
  const float *x;
  float *y;
  const float *dy;
  float *dx;
  ptrdiff_t parts;
} pooling;

static void pool_part(void *context, int part) {
  const pooling *p = context;
  const assay_pooling_t *s = p->shape;
  const size_t count = (size_t)(s->height * s->width * s->channels);
  const size_t results = (size_t)(s->rows * s->columns * s->channels);
  const ptrdiff_t end = s->batch * (part + 1) / p->parts;
  for (ptrdiff_t n = s->batch * part / p->parts; n < end; ++n) {
    const float *x = p->x + (size_t)n * count;
    float *y = p->y + (size_t)n * results;
    if (!p->dy) {
      ASSAY_CALL(pool)(s, p->largest, x, y);
      continue;
    }
    float *dx = p->dx + (size_t)n * count;
    if (!p->accumulates) memset(dx, 0, sizeof(float) * count);
    ASSAY_CALL(pool_pullback)(s, p->largest, x, y, p->dy + (size_t)n * results, dx);
  }
}

static void run(pooling p) {
  const assay_pooling_t *s = p.shape;
  const double reads = (double)(s->batch * s->rows * s->columns) *
                       (double)(s->window_height * s->window_width * s->channels);
  const ptrdiff_t threads = assay_workers_count();
  p.parts = reads < 2e5 ? 1 : threads < s->batch ? threads : s->batch;
  assay_workers_run((int)p.parts, pool_part, &p);
}

void assay_pool(const assay_pooling_t *shape, bool largest, const float *x, float *y) {
  run((pooling){.shape = shape, .largest = largest, .x = x, .y = y});
}

void assay_pool_pullback(
    const assay_pooling_t *shape, bool largest, const float *x, const float *y, const float *dy,
    float *dx, bool accumulates) {
  run((pooling){shape, largest, accumulates, x, (float *)y, dy, dx, 1});
}
