// Channels convolved one by one, for one instruction set. Loops over channels become vectors.

static void FN(depthwise)(
    const assay_convolution_t *s, const float *x, const float *w, float *restrict y) {
  const ptrdiff_t channels = s->channels;
  for (ptrdiff_t i = 0; i < s->rows; ++i)
    for (ptrdiff_t j = 0; j < s->columns; ++j, y += channels) {
      memset(y, 0, sizeof(float) * (size_t)channels);
      for (ptrdiff_t u = 0; u < s->kernel_height; ++u)
        for (ptrdiff_t v = 0; v < s->kernel_width; ++v) {
          const ptrdiff_t at = element(s, i, j, u, v);
          if (at < 0) continue;
          const float *p = x + at, *weights = w + (u * s->kernel_width + v) * channels;
          for (ptrdiff_t c = 0; c < channels; ++c) y[c] += p[c] * weights[c];
        }
    }
}

// dx has been set to zero, or holds what is added to.
static void FN(depthwise_data)(
    const assay_convolution_t *s, const float *w, const float *dy, float *restrict dx) {
  const ptrdiff_t channels = s->channels;
  for (ptrdiff_t i = 0; i < s->rows; ++i)
    for (ptrdiff_t j = 0; j < s->columns; ++j, dy += channels)
      for (ptrdiff_t u = 0; u < s->kernel_height; ++u)
        for (ptrdiff_t v = 0; v < s->kernel_width; ++v) {
          const ptrdiff_t at = element(s, i, j, u, v);
          if (at < 0) continue;
          float *to = dx + at;
          const float *weights = w + (u * s->kernel_width + v) * channels;
          for (ptrdiff_t c = 0; c < channels; ++c) to[c] += dy[c] * weights[c];
        }
}

// What one image adds to the weights of one tap.
static void FN(depthwise_weights)(
    const assay_convolution_t *s, ptrdiff_t u, ptrdiff_t v, const float *x, const float *dy,
    float *restrict dw) {
  const ptrdiff_t channels = s->channels;
  for (ptrdiff_t i = 0; i < s->rows; ++i)
    for (ptrdiff_t j = 0; j < s->columns; ++j, dy += channels) {
      const ptrdiff_t at = element(s, i, j, u, v);
      if (at < 0) continue;
      const float *p = x + at;
      for (ptrdiff_t c = 0; c < channels; ++c) dw[c] += p[c] * dy[c];
    }
}
