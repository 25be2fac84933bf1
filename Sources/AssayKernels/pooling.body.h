// Pooling of one image, for one instruction set. Loops over channels become vectors.

static void FN(pool)(const assay_pooling_t *s, bool largest, const float *x, float *y) {
  const ptrdiff_t channels = s->channels;
  for (ptrdiff_t i = 0; i < s->rows; ++i)
    for (ptrdiff_t j = 0; j < s->columns; ++j, y += channels) {
      const window w = window_at(s, i, j);
      bool first = true;
      for (ptrdiff_t u = w.top; u < w.bottom; ++u)
        for (ptrdiff_t v = w.left; v < w.right; ++v, first = false) {
          const float *p = x + (u * s->width + v) * channels;
          if (first) memcpy(y, p, sizeof(float) * (size_t)channels);
          else if (largest)
            for (ptrdiff_t c = 0; c < channels; ++c) {
              const float old = y[c], new = p[c];
              y[c] = new > old || new != new ? new : old;
            }
          else
            for (ptrdiff_t c = 0; c < channels; ++c) y[c] += p[c];
        }
      if (!largest) {
        const float count = (float)((w.bottom - w.top) * (w.right - w.left));
        for (ptrdiff_t c = 0; c < channels; ++c) y[c] /= count;
      }
    }
}

// dx has been set to zero, or holds what is added to. `left` is room for a window's gradients.
static void FN(pool_pullback)(
    const assay_pooling_t *s, bool largest, const float *x, const float *y, const float *dy,
    float *dx, float *left) {
  const ptrdiff_t channels = s->channels;
  for (ptrdiff_t i = 0; i < s->rows; ++i)
    for (ptrdiff_t j = 0; j < s->columns; ++j, y += channels, dy += channels) {
      const window w = window_at(s, i, j);
      const float count = (float)((w.bottom - w.top) * (w.right - w.left));
      for (ptrdiff_t c = 0; c < channels; ++c) left[c] = largest ? dy[c] : dy[c] / count;
      for (ptrdiff_t u = w.top; u < w.bottom; ++u)
        for (ptrdiff_t v = w.left; v < w.right; ++v) {
          const ptrdiff_t at = (u * s->width + v) * channels;
          float *to = dx + at;
          const float *p = x + at;
          if (largest)
            for (ptrdiff_t c = 0; c < channels; ++c) {
              const bool found = p[c] == y[c] || p[c] != p[c];
              to[c] += found ? left[c] : 0.0f;
              left[c] = found ? 0.0f : left[c];
            }
          else
            for (ptrdiff_t c = 0; c < channels; ++c) to[c] += left[c];
        }
    }
}
