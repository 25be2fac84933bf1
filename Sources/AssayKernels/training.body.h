// What a training step needs beside its layers: batches, losses, optimizers.
#include "float_vectors.h"

#include <string.h>

#define ASSAY_CLIP 1e-7f

typedef double FN(wide16) __attribute__((vector_size(128)));

// Reads m <= 16 floats, fillers behind them.
ASSAY_INLINE f16 FN(part16)(const float *p, size_t m, float filler) {
  if (m == 16) return FN(load16)(p);
  float whole[16];
  for (size_t i = 0; i < 16; i++) whole[i] = filler;
  memcpy(whole, p, m * sizeof(float));
  return FN(load16)(whole);
}

ASSAY_INLINE void FN(put16)(float *p, f16 v, size_t m) {
  if (m == 16) {
    FN(store16)(p, v);
    return;
  }
  float whole[16];
  FN(store16)(whole, v);
  memcpy(p, whole, m * sizeof(float));
}

// Sums 16 chains of Doubles by a fixed tree.
ASSAY_INLINE double FN(total)(FN(wide16) v) {
  double a[16];
  memcpy(a, &v, sizeof a);
  for (size_t half = 8; half > 0; half /= 2)
    for (size_t l = 0; l < half; l++) a[l] = a[l] + a[l + half];
  return a[0];
}

static void FN(gather_rows)(const float *x, size_t width, const int32_t *order, size_t count,
                            float *y) {
  if (width == 1) {
    for (size_t i = 0; i < count; i++) y[i] = x[order[i]];
  } else if (width == 2) {
    for (size_t i = 0; i < count; i++) memcpy(y + 2 * i, x + 2 * (size_t)order[i], 8);
  } else {
    for (size_t i = 0; i < count; i++)
      memcpy(y + i * width, x + (size_t)order[i] * width, width * sizeof(float));
  }
}

// Losses. Where rows are one number wide, vectors run along the rows; the sums then have 16 chains
// over all numbers. Weights repeat along a row.

ASSAY_INLINE f16 FN(clip)(f16 p) {
  f16 low = FN(splat16)(ASSAY_CLIP), high = FN(splat16)(1.0f - ASSAY_CLIP);
  p = FN(select16)(p < low, low, p);
  return FN(select16)(p > high, high, p);
}

// The weights of elements i ..< i + m, `filler` behind them.
ASSAY_INLINE f16 FN(weights16)(const float *weights, size_t i, size_t m, size_t width) {
  if (!weights) return FN(splat16)(1.0f);
  if (width == 1) return FN(part16)(weights + i, m, 0.0f);
  float whole[16] = {0};
  for (size_t l = 0; l < m; l++) whole[l] = weights[(i + l) / width];
  return FN(load16)(whole);
}

#define ASSAY_PART(n, i) ((n) - (i) < 16 ? (n) - (i) : 16)

static double FN(binary_cross_entropy)(const float *p, const float *t, const float *weights,
                                       size_t rows, size_t width) {
  FN(wide16) sum = {0};
  size_t n = rows * width;
  for (size_t i = 0; i < n; i += 16) {
    size_t m = ASSAY_PART(n, i);
    // Behind the end p = t = 1 would add log(1 − 1e-7); a target of zero and p = 0 likewise: so
    // the numbers that are not there are multiplied away.
    f16 q = FN(clip)(FN(part16)(p + i, m, 0.5f));
    f16 y = FN(part16)(t + i, m, 0.0f);
    f16 loss = -(y * FN(log16)(q) + (1.0f - y) * FN(log16)(1.0f - q));
    loss *= FN(weights16)(weights, i, m, width);
    if (m < 16) {
      float whole[16] = {0};
      FN(put16)(whole, loss, m);
      loss = FN(load16)(whole);
    }
    sum += __builtin_convertvector(loss, FN(wide16));
  }
  return FN(total)(sum) / (double)width;
}

static void FN(binary_cross_entropy_pullback)(const float *p, const float *t, const float *weights,
                                              float scale, float *dp, size_t rows, size_t width,
                                              bool accumulates) {
  size_t n = rows * width;
  float each = scale / (float)width;
  for (size_t i = 0; i < n; i += 16) {
    size_t m = ASSAY_PART(n, i);
    f16 q = FN(part16)(p + i, m, 0.5f);
    f16 y = FN(part16)(t + i, m, 0.0f);
    f16 g = (1.0f - y) / (1.0f - q) - y / q;
    i16 inside = (q >= ASSAY_CLIP) & (q <= 1.0f - ASSAY_CLIP);
    g = FN(select16)(inside, g, FN(splat16)(0.0f));
    g = g * (each * FN(weights16)(weights, i, m, width));
    FN(put16)(dp + i, accumulates ? g + FN(part16)(dp + i, m, 0.0f) : g, m);
  }
}

static double FN(logistic_cross_entropy)(const float *x, const float *t, const float *weights,
                                         size_t rows, size_t width) {
  FN(wide16) sum = {0};
  size_t n = rows * width;
  for (size_t i = 0; i < n; i += 16) {
    size_t m = ASSAY_PART(n, i);
    f16 z = FN(part16)(x + i, m, 0.0f);
    f16 y = FN(part16)(t + i, m, 0.0f);
    f16 positive = FN(select16)(z < 0.0f, FN(splat16)(0.0f), z);
    f16 loss = (positive - z * y) + FN(log16)(1.0f + FN(exp16)(-FN(abs16)(z)));
    loss *= FN(weights16)(weights, i, m, width);
    if (m < 16) {
      float whole[16] = {0};
      FN(put16)(whole, loss, m);
      loss = FN(load16)(whole);
    }
    sum += __builtin_convertvector(loss, FN(wide16));
  }
  return FN(total)(sum) / (double)width;
}

static void FN(logistic_cross_entropy_pullback)(const float *x, bool activated, const float *t,
                                                const float *weights, float scale, float *dx,
                                                size_t rows, size_t width, bool accumulates) {
  size_t n = rows * width;
  float each = scale / (float)width;
  for (size_t i = 0; i < n; i += 16) {
    size_t m = ASSAY_PART(n, i);
    f16 z = FN(part16)(x + i, m, 0.0f);
    f16 p = activated ? z : FN(sigmoid16)(z);
    f16 g = (p - FN(part16)(t + i, m, 0.0f)) * (each * FN(weights16)(weights, i, m, width));
    FN(put16)(dx + i, accumulates ? g + FN(part16)(dx + i, m, 0.0f) : g, m);
  }
}

// A row of p divided by its sum and clipped, beside its sum.
ASSAY_INLINE float FN(row_sum)(const float *p, size_t width) {
  FN(wide16) sum = {0};
  for (size_t i = 0; i < width; i += 16)
    sum += __builtin_convertvector(FN(part16)(p + i, ASSAY_PART(width, i), 0.0f), FN(wide16));
  return (float)FN(total)(sum);
}

static double FN(categorical_cross_entropy)(const float *p, const float *t, const float *weights,
                                            size_t rows, size_t width) {
  double losses = 0;
  for (size_t r = 0; r < rows; r++) {
    const float *row = p + r * width, *target = t + r * width;
    float total = FN(row_sum)(row, width);
    FN(wide16) sum = {0};
    for (size_t i = 0; i < width; i += 16) {
      size_t m = ASSAY_PART(width, i);
      f16 q = FN(clip)(FN(part16)(row + i, m, 0.5f) / total);
      f16 loss = FN(part16)(target + i, m, 0.0f) * FN(log16)(q);
      sum -= __builtin_convertvector(loss, FN(wide16));
    }
    losses += FN(total)(sum) * (weights ? (double)weights[r] : 1.0);
  }
  return losses;
}

static void FN(categorical_cross_entropy_pullback)(const float *p, const float *t,
                                                   const float *weights, float scale, float *dp,
                                                   size_t rows, size_t width, bool accumulates) {
  for (size_t r = 0; r < rows; r++) {
    const float *row = p + r * width, *target = t + r * width;
    float *to = dp + r * width;
    float total = FN(row_sum)(row, width);
    float each = scale * (weights ? weights[r] : 1.0f) / total;
    // With q = p / Σp and u = t / q where q is not clipped: ∂/∂pᵢ = (Σⱼ uⱼ qⱼ − uᵢ) / Σp.
    double common = 0;
    for (size_t i = 0; i < width; i++) {
      float q = row[i] / total;
      if (q >= ASSAY_CLIP && q <= 1.0f - ASSAY_CLIP) common += target[i];
    }
    for (size_t i = 0; i < width; i++) {
      float q = row[i] / total;
      float u = q >= ASSAY_CLIP && q <= 1.0f - ASSAY_CLIP ? target[i] / q : 0.0f;
      float g = each * ((float)common - u);
      to[i] = accumulates ? to[i] + g : g;
    }
  }
}

static double FN(log_probability_loss)(const float *x, const float *t, const float *weights,
                                       size_t rows, size_t width) {
  double losses = 0;
  for (size_t r = 0; r < rows; r++) {
    double sum = 0;
    for (size_t i = 0; i < width; i++)
      if (t[r * width + i] != 0) sum -= (double)t[r * width + i] * (double)x[r * width + i];
    losses += sum * (weights ? (double)weights[r] : 1.0);
  }
  return losses;
}

static void FN(softmax_cross_entropy_pullback)(const float *p, const float *t,
                                               const float *weights, float scale, float *dx,
                                               size_t rows, size_t width, bool accumulates) {
  for (size_t r = 0; r < rows; r++) {
    const float *row = p + r * width, *target = t + r * width;
    float *to = dx + r * width;
    float each = scale * (weights ? weights[r] : 1.0f);
    float all = FN(row_sum)(target, width);
    for (size_t i = 0; i < width; i += 16) {
      size_t m = ASSAY_PART(width, i);
      f16 g = each * (FN(part16)(row + i, m, 0.0f) * all - FN(part16)(target + i, m, 0.0f));
      FN(put16)(to + i, accumulates ? g + FN(part16)(to + i, m, 0.0f) : g, m);
    }
  }
}

// Optimizers.

ASSAY_INLINE f16 FN(flush16)(f16 x) {
  return (f16)((i16)x & (FN(abs16)(x) >= 0x1p-126f));
}

static void FN(sgd)(float *w, const float *g, float *m, size_t n, float rate, float momentum,
                    bool nesterov) {
  for (size_t i = 0; i < n; i += 16) {
    size_t k = ASSAY_PART(n, i);
    f16 x = FN(part16)(w + i, k, 0.0f);
    f16 step = FN(part16)(g + i, k, 0.0f) * rate;
    if (!m) {
      FN(put16)(w + i, x - step, k);
      continue;
    }
    f16 speed = FN(flush16)(FN(part16)(m + i, k, 0.0f) * momentum - step);
    FN(put16)(m + i, speed, k);
    FN(put16)(w + i, nesterov ? x + (speed * momentum - step) : x + speed, k);
  }
}

static void FN(adam)(float *w, const float *g, float *m, float *v, size_t n, float alpha,
                     float beta1, float beta2, float epsilon, float decay) {
  float rest1 = 1.0f - beta1, rest2 = 1.0f - beta2;
  for (size_t i = 0; i < n; i += 16) {
    size_t k = ASSAY_PART(n, i);
    f16 x = FN(part16)(w + i, k, 0.0f), slope = FN(part16)(g + i, k, 0.0f);
    f16 first = FN(part16)(m + i, k, 0.0f), second = FN(part16)(v + i, k, 0.0f);
    first = FN(flush16)(FN(fma16)(slope - first, FN(splat16)(rest1), first));
    second = FN(flush16)(FN(fma16)(FN(fma16)(slope, slope, -second), FN(splat16)(rest2), second));
    x = x - x * decay;
    x = x - first * alpha / (__builtin_elementwise_sqrt(second) + epsilon);
    FN(put16)(m + i, first, k);
    FN(put16)(v + i, second, k);
    FN(put16)(w + i, x, k);
  }
}

static void FN(rmsprop)(float *w, const float *g, float *v, float *m, float *a, size_t n,
                        float rate, float rho, float momentum, float epsilon) {
  float rest = 1.0f - rho;
  for (size_t i = 0; i < n; i += 16) {
    size_t k = ASSAY_PART(n, i);
    f16 x = FN(part16)(w + i, k, 0.0f), slope = FN(part16)(g + i, k, 0.0f);
    f16 square = FN(part16)(v + i, k, 0.0f);
    square = FN(flush16)(rho * square + rest * (slope * slope));
    FN(put16)(v + i, square, k);
    f16 spread = square;
    if (a) {
      f16 mean = FN(flush16)(rho * FN(part16)(a + i, k, 0.0f) + rest * slope);
      FN(put16)(a + i, mean, k);
      spread = square - mean * mean;
    }
    f16 step = rate * slope / __builtin_elementwise_sqrt(spread + epsilon);
    if (m) {
      step = FN(flush16)(momentum * FN(part16)(m + i, k, 0.0f) + step);
      FN(put16)(m + i, step, k);
    }
    FN(put16)(w + i, x - step, k);
  }
}

#undef ASSAY_PART
#undef ASSAY_CLIP
