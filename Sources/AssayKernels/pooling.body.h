// Pooling of one image, for one instruction set: 16 channels at a time.
#include "first_floats.h"

// Channels c..<c + count of a window. `largest` is constant where this is inlined.
ASSAY_INLINE void FN(pool_window)(
    const bool largest, const assay_pooling_t *s, const window *w, const float *x, float *y,
    const int count) {
  const ptrdiff_t channels = s->channels;
  const float *p = x + (w->top * s->width + w->left) * channels;
  f16 sum = FN(load_first)(p, count);
  for (ptrdiff_t u = w->top; u < w->bottom; ++u, p += s->width * channels)
    for (ptrdiff_t v = u == w->top; v < w->right - w->left; ++v) {
      const f16 new = FN(load_first)(p + v * channels, count);
      sum = largest ? FN(select16)((new > sum) | (new != new), new, sum) : sum + new;
    }
  if (!largest) sum = sum / (float)((w->bottom - w->top) * (w->right - w->left));
  FN(store_first)(y, sum, count);
}

static void FN(pool)(const assay_pooling_t *s, bool largest, const float *x, float *y) {
  const ptrdiff_t channels = s->channels;
  for (ptrdiff_t i = 0; i < s->rows; ++i)
    for (ptrdiff_t j = 0; j < s->columns; ++j, y += channels) {
      const window w = window_at(s, i, j);
      ptrdiff_t c = 0;
      for (; c + 16 <= channels; c += 16)
        if (largest) FN(pool_window)(true, s, &w, x + c, y + c, 16);
        else FN(pool_window)(false, s, &w, x + c, y + c, 16);
      if (c < channels) FN(pool_window)(largest, s, &w, x + c, y + c, (int)(channels - c));
    }
}

// The first of a window's numbers that is the largest takes all of its gradient.
ASSAY_INLINE void FN(pull_window)(
    const bool largest, const assay_pooling_t *s, const window *w, const float *x, const float *y,
    const float *dy, float *dx, const int count) {
  const ptrdiff_t channels = s->channels;
  const f16 top = FN(load_first)(y, count);
  f16 left = FN(load_first)(dy, count);
  if (!largest) left = left / (float)((w->bottom - w->top) * (w->right - w->left));
  for (ptrdiff_t u = w->top; u < w->bottom; ++u)
    for (ptrdiff_t v = w->left; v < w->right; ++v) {
      const ptrdiff_t at = (u * s->width + v) * channels;
      f16 share = left;
      if (largest) {
        const f16 p = FN(load_first)(x + at, count);
        const i16 found = (p == top) | (p != p);
        share = (f16)(found & (i16)left);
        left = (f16)(~found & (i16)left);
      }
      FN(store_first)(dx + at, FN(load_first)(dx + at, count) + share, count);
    }
}

// dx has been set to zero, or holds what is added to.
static void FN(pool_pullback)(
    const assay_pooling_t *s, bool largest, const float *x, const float *y, const float *dy,
    float *dx) {
  const ptrdiff_t channels = s->channels;
  for (ptrdiff_t i = 0; i < s->rows; ++i)
    for (ptrdiff_t j = 0; j < s->columns; ++j, y += channels, dy += channels) {
      const window w = window_at(s, i, j);
      ptrdiff_t c = 0;
      for (; c + 16 <= channels; c += 16)
        if (largest) FN(pull_window)(true, s, &w, x + c, y + c, dy + c, dx + c, 16);
        else FN(pull_window)(false, s, &w, x + c, y + c, dy + c, dx + c, 16);
      if (c < channels)
        FN(pull_window)(largest, s, &w, x + c, y + c, dy + c, dx + c, (int)(channels - c));
    }
}
