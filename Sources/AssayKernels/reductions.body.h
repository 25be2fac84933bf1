// Sums and maxima, softmax. Sums are kept in Double and rounded once.
#include "float_vectors.h"

#include <string.h>

typedef double FN(d16) __attribute__((vector_size(128)));

ASSAY_INLINE FN(d16) FN(widen16)(f16 x) { return __builtin_convertvector(x, FN(d16)); }

ASSAY_INLINE f16 FN(tail16)(const float *p, size_t m, float filler) {
  float whole[16];
  for (size_t i = 0; i < 16; i++) whole[i] = filler;
  memcpy(whole, p, m * sizeof(float));
  return FN(load16)(whole);
}

// The fixed tree over 16 lanes: (l, l + 8), (l, l + 4), (l, l + 2), (l, l + 1).
ASSAY_INLINE double FN(tree16)(FN(d16) v) {
  double a[16];
  memcpy(a, &v, sizeof a);
  for (size_t half = 8; half > 0; half /= 2)
    for (size_t l = 0; l < half; l++) a[l] = a[l] + a[l + half];
  return a[0];
}

static double FN(sum)(const float *x, size_t n) {
  FN(d16) s = {0};
  size_t i = 0;
  for (; i + 16 <= n; i += 16) s += FN(widen16)(FN(load16)(x + i));
  if (i < n) s += FN(widen16)(FN(tail16)(x + i, n - i, 0.0f));
  return FN(tree16)(s);
}

static double FN(dot)(const float *x, const float *y, size_t n) {
  FN(d16) s = {0};
  size_t i = 0;
  for (; i + 16 <= n; i += 16)
    s += FN(widen16)(FN(load16)(x + i)) * FN(widen16)(FN(load16)(y + i));
  if (i < n)
    s += FN(widen16)(FN(tail16)(x + i, n - i, 0.0f)) * FN(widen16)(FN(tail16)(y + i, n - i, 0.0f));
  return FN(tree16)(s);
}

static void FN(sum_axis)(const float *x, float *y, size_t outer, size_t n, size_t inner,
                         float scale) {
  for (size_t o = 0; o < outer; o++) {
    const float *block = x + o * n * inner;
    if (inner == 1) {
      y[o] = (float)(FN(sum)(block, n) * scale);
      continue;
    }
    for (size_t i = 0; i < inner; i += 16) {
      size_t m = inner - i < 16 ? inner - i : 16;
      FN(d16) s = {0};
      for (size_t j = 0; j < n; j++) {
        const float *p = block + j * inner + i;
        s += FN(widen16)(m == 16 ? FN(load16)(p) : FN(tail16)(p, m, 0.0f));
      }
      double sums[16];
      memcpy(sums, &s, sizeof sums);
      for (size_t l = 0; l < m; l++) y[o * inner + i + l] = (float)(sums[l] * scale);
    }
  }
}

static void FN(sum_rows)(const float *x, float *y, size_t rows, size_t columns,
                         bool accumulates) {
  if (columns == 1) {
    float s = accumulates ? *y : 0.0f;
    for (size_t r = 0; r < rows; r++) s += x[r];
    *y = s;
    return;
  }
  for (size_t i = 0; i < columns; i += 16) {
    size_t m = columns - i < 16 ? columns - i : 16;
    f16 s = {0};
    if (accumulates) s = FN(tail16)(y + i, m, 0.0f);
    if (m == 16) {
      for (size_t r = 0; r < rows; r++) s += FN(load16)(x + r * columns + i);
      FN(store16)(y + i, s);
    } else {
      for (size_t r = 0; r < rows; r++) s += FN(tail16)(x + r * columns + i, m, 0.0f);
      float whole[16];
      FN(store16)(whole, s);
      memcpy(y + i, whole, m * sizeof(float));
    }
  }
}

static void FN(max_axis)(const float *x, float *y, size_t outer, size_t n, size_t inner) {
  for (size_t o = 0; o < outer; o++) {
    const float *block = x + o * n * inner;
    for (size_t i = 0; i < inner; i++) {
      float best = block[i];
      for (size_t j = 1; j < n && best == best; j++) {
        float value = block[j * inner + i];
        best = value > best || value != value ? value : best;
      }
      y[o * inner + i] = best;
    }
  }
}

static void FN(spread_axis)(const float *dy, float *dx, size_t outer, size_t n, size_t inner,
                            float scale, bool accumulates) {
  for (size_t o = 0; o < outer; o++)
    for (size_t j = 0; j < n; j++) {
      const float *from = dy + o * inner;
      float *to = dx + (o * n + j) * inner;
      for (size_t i = 0; i < inner; i++) to[i] = (accumulates ? to[i] : 0.0f) + from[i] * scale;
    }
}

ASSAY_INLINE float FN(row_max)(const float *x, size_t n) {
  float best = x[0];
  for (size_t i = 1; i < n; i++) best = x[i] > best ? x[i] : best;
  return best;
}

// exp(x − max) into y; returns the sum.
ASSAY_INLINE double FN(row_exp)(const float *x, float *y, size_t n, float max) {
  FN(d16) s = {0};
  for (size_t i = 0; i < n; i += 16) {
    size_t m = n - i < 16 ? n - i : 16;
    f16 v = m == 16 ? FN(load16)(x + i) : FN(tail16)(x + i, m, -__builtin_inff());
    f16 e = FN(exp16)(v - max);
    s += FN(widen16)(e);
    if (m == 16) {
      FN(store16)(y + i, e);
    } else {
      float whole[16];
      FN(store16)(whole, e);
      memcpy(y + i, whole, m * sizeof(float));
    }
  }
  return FN(tree16)(s);
}

static void FN(softmax)(const float *x, float *y, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const float *from = x + r * columns;
    float *to = y + r * columns;
    float scale = (float)(1.0 / FN(row_exp)(from, to, columns, FN(row_max)(from, columns)));
    for (size_t i = 0; i < columns; i++) to[i] = to[i] * scale;
  }
}

static void FN(softmax_pullback)(const float *y, const float *dy, float *dx, size_t rows,
                                 size_t columns, bool accumulates) {
  for (size_t r = 0; r < rows; r++) {
    const float *p = y + r * columns, *g = dy + r * columns;
    float *to = dx + r * columns;
    float mean = (float)FN(dot)(p, g, columns);
    for (size_t i = 0; i < columns; i++)
      to[i] = (accumulates ? to[i] : 0.0f) + p[i] * (g[i] - mean);
  }
}

static void FN(log_softmax)(const float *x, float *y, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const float *from = x + r * columns;
    float *to = y + r * columns;
    float max = FN(row_max)(from, columns);
    f16 sum = FN(splat16)((float)FN(row_exp)(from, to, columns, max));
    float log_sum = FN(log16)(sum)[0];
    for (size_t i = 0; i < columns; i++) to[i] = (from[i] - max) - log_sum;
  }
}
