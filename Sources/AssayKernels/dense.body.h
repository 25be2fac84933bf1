// Dense layers with few inputs, or a single output, in one sweep over the rows.
#include "elementwise_functions.h"

#include <string.h>

// Up to as many inputs a block of 16 columns of the kernel stays in registers.
#define ASSAY_FEW 8

// Blocks of 16 columns whose sums run side by side.
#define ASSAY_BLOCKS (ASSAY_WIDTH == 512 ? 4 : 2)

// Reads 16 floats of an array that ends at `end`, zeros where it has ended.
ASSAY_INLINE f16 FN(within16)(const float *p, const float *end) {
  if (end - p >= 16) return FN(load16)(p);
  float whole[16] = {0};
  memcpy(whole, p, (size_t)(end - p) * sizeof(float));
  return FN(load16)(whole);
}

// Writes 16 floats, as far as the array goes.
ASSAY_INLINE void FN(into16)(float *p, f16 v, const float *end) {
  if (end - p >= 16) {
    FN(store16)(p, v);
    return;
  }
  float whole[16];
  FN(store16)(whole, v);
  memcpy(p, whole, (size_t)(end - p) * sizeof(float));
}

// Writes the first m lanes.
ASSAY_INLINE void FN(first16)(float *p, f16 v, size_t m) {
  if (m == 16) {
    FN(store16)(p, v);
    return;
  }
  float whole[16];
  FN(store16)(whole, v);
  memcpy(p, whole, m * sizeof(float));
}

// How many rows an array of `rows` rows of n floats has from which 16 floats can be read at `column`.
ASSAY_INLINE size_t FN(safe_rows)(size_t rows, size_t n, size_t column) {
  size_t whole = rows * n;
  return whole < column + 16 ? 0 : (whole - column - 16) / n + 1;
}

// One block of columns for all rows. A block that reaches beyond its row writes into the next one,
// whose own blocks come later: rows go up, and the ragged block of columns goes first.
ASSAY_INLINE void FN(dense_block)(const float *x, const float *w, const float *bias, float *y,
                                  size_t rows, size_t k, size_t n, size_t column,
                                  assay_function_t function, float p) {
  f16 kernel[ASSAY_FEW];
  for (size_t i = 0; i < k; i++) kernel[i] = FN(within16)(w + i * n + column, w + k * n);
  f16 b = FN(within16)(bias + column, bias + n);
  const float *end = y + rows * n;
  size_t safe = FN(safe_rows)(rows, n, column);
#define ASSAY_ROWS(NAME, VALUE, SLOPE)                                                     \
  case ASSAY_##NAME:                                                                       \
    for (size_t r = 0; r < rows; r++) {                                                    \
      f16 sum = {0};                                                                       \
      for (size_t i = 0; i < k; i++)                                                       \
        sum = FN(fma16)(FN(splat16)(x[r * k + i]), kernel[i], sum);                        \
      f16 value = FN(value_##NAME)(sum + b, p);                                            \
      if (r < safe)                                                                        \
        FN(store16)(y + r * n + column, value);                                            \
      else                                                                                 \
        FN(into16)(y + r * n + column, value, end);                                        \
    }                                                                                      \
    break;
  switch (function) { ASSAY_FUNCTIONS(ASSAY_ROWS) }
#undef ASSAY_ROWS
}

// The same with a number of inputs that the compiler knows.
static void FN(dense_few)(const float *x, const float *w, const float *bias, float *y, size_t rows,
                          size_t k, size_t n, assay_function_t function, float p) {
  size_t ragged = n % 16, whole = n - ragged;
  for (size_t column = ragged ? whole : 0, left = (n + 15) / 16; left > 0; left--) {
    if (k == 2 && function == ASSAY_RELU)
      FN(dense_block)(x, w, bias, y, rows, 2, n, column, ASSAY_RELU, p);
    else
      FN(dense_block)(x, w, bias, y, rows, k, n, column, function, p);
    column = column == whole && ragged ? 0 : column + 16;
  }
}

// dz and the gradients of bias and kernel, for some blocks of 16 columns at once: a chain over the
// rows waits for each of its sums, so several run side by side.
ASSAY_INLINE void FN(back_blocks)(size_t blocks, const float *x, const float *y, float *dy,
                                  size_t rows, size_t k, size_t n, size_t column,
                                  assay_function_t function, float p, bool keeps,
                                  assay_dense_gradients_t to) {
  size_t left = n - column;
  f16 kernel[ASSAY_BLOCKS][ASSAY_FEW], bias[ASSAY_BLOCKS];
#pragma clang loop unroll(full)
  for (size_t b = 0; b < blocks; b++) {
    bias[b] = FN(splat16)(0.0f);
    if (to.bias_accumulates) bias[b] = FN(within16)(to.bias + column + 16 * b, to.bias + n);
    for (size_t i = 0; i < k; i++) {
      const float *at = to.kernel + i * n + column + 16 * b;
      kernel[b][i] = to.kernel_accumulates ? FN(within16)(at, to.kernel + k * n) : FN(splat16)(0.0f);
    }
  }
  size_t safe = FN(safe_rows)(rows, n, column + 16 * (blocks - 1));
#define ASSAY_ROW(NAME, READ_Y, READ_DY)                                                   \
  {                                                                                        \
    f16 value = READ_Y;                                                                    \
    f16 g = READ_DY;                                                                       \
    g = g * FN(slope_##NAME)(value, value, p);                                             \
    size_t m = left - 16 * b < 16 ? left - 16 * b : 16;                                    \
    if (keeps) FN(first16)(dy + at, g, m);                                                 \
    bias[b] += g;                                                                          \
    for (size_t i = 0; i < k; i++)                                                         \
      kernel[b][i] = FN(fma16)(FN(splat16)(x[r * k + i]), g, kernel[b][i]);                \
  }
#define ASSAY_ROWS(NAME, VALUE, SLOPE)                                                     \
  case ASSAY_##NAME:                                                                       \
    for (size_t r = 0; r < safe; r++)                                                      \
      _Pragma("clang loop unroll(full)") for (size_t b = 0; b < blocks; b++) {             \
        size_t at = r * n + column + 16 * b;                                               \
        ASSAY_ROW(NAME, FN(load16)(y + at), FN(load16)(dy + at))                           \
      }                                                                                    \
    for (size_t r = safe; r < rows; r++)                                                   \
      for (size_t b = 0; b < blocks; b++) {                                                \
        size_t at = r * n + column + 16 * b;                                               \
        ASSAY_ROW(NAME, FN(within16)(y + at, y + rows * n),                                \
                  FN(within16)(dy + at, dy + rows * n))                                    \
      }                                                                                    \
    break;
  switch (function) { ASSAY_FUNCTIONS(ASSAY_ROWS) }
#undef ASSAY_ROWS
#undef ASSAY_ROW
  for (size_t b = 0; b < blocks; b++) {
    size_t m = left - 16 * b < 16 ? left - 16 * b : 16;
    for (size_t i = 0; i < k; i++)
      FN(first16)(to.kernel + i * n + column + 16 * b, kernel[b][i], m);
    FN(first16)(to.bias + column + 16 * b, bias[b], m);
  }
}

static void FN(dense_few_pullback)(const float *x, const float *y, float *dy, size_t rows, size_t k,
                                   size_t n, assay_function_t function, float p,
                                   assay_dense_gradients_t to) {
  size_t column = 0;
  if (k == 2 && function == ASSAY_RELU && !to.input) {
    for (; column + 16 * (ASSAY_BLOCKS - 1) < n; column += 16 * ASSAY_BLOCKS)
      FN(back_blocks)(ASSAY_BLOCKS, x, y, dy, rows, 2, n, column, ASSAY_RELU, p, false, to);
    for (; column < n; column += 16)
      FN(back_blocks)(1, x, y, dy, rows, 2, n, column, ASSAY_RELU, p, false, to);
  }
  for (; column < n; column += 16)
    FN(back_blocks)(1, x, y, dy, rows, k, n, column, function, p, to.input != NULL, to);
}

// Some blocks of the gradient of a kernel with a single output: Σ over rows of x · dz.
ASSAY_INLINE void FN(gather_blocks)(size_t blocks, const float *x, const float *dz, size_t rows,
                                    size_t k, size_t column, float *to, bool accumulates) {
  f16 sum[ASSAY_BLOCKS];
#pragma clang loop unroll(full)
  for (size_t b = 0; b < blocks; b++)
    sum[b] = accumulates ? FN(within16)(to + column + 16 * b, to + k) : FN(splat16)(0.0f);
  size_t safe = FN(safe_rows)(rows, k, column + 16 * (blocks - 1));
  for (size_t r = 0; r < safe; r++)
#pragma clang loop unroll(full)
    for (size_t b = 0; b < blocks; b++)
      sum[b] = FN(fma16)(FN(load16)(x + r * k + column + 16 * b), FN(splat16)(dz[r]), sum[b]);
  for (size_t r = safe; r < rows; r++)
    for (size_t b = 0; b < blocks; b++)
      sum[b] = FN(fma16)(FN(within16)(x + r * k + column + 16 * b, x + rows * k),
                         FN(splat16)(dz[r]), sum[b]);
  for (size_t b = 0; b < blocks; b++) {
    size_t left = k - column - 16 * b;
    FN(first16)(to + column + 16 * b, sum[b], left < 16 ? left : 16);
  }
}

// A single output: the kernel's gradient gathers rows of x, the input's spreads the kernel.
static void FN(dense_single_pullback)(const float *x, const float *w, const float *dz, size_t rows,
                                      size_t k, assay_dense_gradients_t to) {
  if (to.kernel) {
    size_t i = 0;
    for (; i + 16 * (ASSAY_BLOCKS - 1) < k; i += 16 * ASSAY_BLOCKS)
      FN(gather_blocks)(ASSAY_BLOCKS, x, dz, rows, k, i, to.kernel, to.kernel_accumulates);
    for (; i < k; i += 16)
      FN(gather_blocks)(1, x, dz, rows, k, i, to.kernel, to.kernel_accumulates);
  }
  if (!to.input) return;
  // The ragged block goes first, and rows go up: what is written beyond a row is written again.
  size_t ragged = k % 16, whole = k - ragged;
  f16 zero = FN(splat16)(0.0f);
  for (size_t i = ragged ? whole : 0, left = (k + 15) / 16; left > 0; left--) {
    f16 weights = FN(within16)(w + i, w + k);
    float *at = to.input + i;
    if (to.input_accumulates) {
      size_t m = k - i < 16 ? k - i : 16;
      for (size_t r = 0; r < rows; r++, at += k) {
        f16 sum = FN(within16)(at, to.input + rows * k);
        FN(first16)(at, FN(fma16)(FN(splat16)(dz[r]), weights, sum), m);
      }
    } else {
      size_t safe = FN(safe_rows)(rows, k, i);
      for (size_t r = 0; r < safe; r++, at += k)
        FN(store16)(at, FN(fma16)(FN(splat16)(dz[r]), weights, zero));
      for (size_t r = safe; r < rows; r++, at += k)
        FN(into16)(at, FN(fma16)(FN(splat16)(dz[r]), weights, zero), to.input + rows * k);
    }
    i = i == whole && ragged ? 0 : i + 16;
  }
}

#undef ASSAY_BLOCKS
#undef ASSAY_FEW
