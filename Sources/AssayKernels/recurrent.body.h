// The cells of recurrent layers: from sums to gates and the next state, and back. The sums of a step
// come from the matrix product; a masked row keeps its state.
#include "elementwise_functions.h"

#include <string.h>

#ifndef ASSAY_IS_MASKED
#define ASSAY_IS_MASKED(k, row) ((k)->mask && (k)->mask[(row) * (k)->mask_row] == 0)
#endif

ASSAY_INLINE void FN(keep_state)(const cell_rows *k, size_t row) {
  size_t bytes = k->padded * sizeof(float);
  if (k->h_next != k->h) memcpy(k->h_next + row * k->h_row, k->h + row * k->h_row, bytes);
  if (k->c_next != k->c) memcpy(k->c_next + row * k->padded, k->c + row * k->padded, bytes);
}

// Adds 16 gradients of a block of z to their sum over the steps, and keeps them.
ASSAY_INLINE void FN(put_gradient)(float *z, float *sum, f16 gradient) {
  FN(store16)(z, gradient);
  FN(store16)(sum, FN(load16)(sum) + gradient);
}

// h′ = f(z).
static void FN(simple_forward)(const cell_rows *k) {
  for (size_t row = 0; row < k->rows; row++) {
    if (ASSAY_IS_MASKED(k, row)) {
      FN(keep_state)(k, row);
      continue;
    }
    float *z = k->z + row * k->z_row, *next = k->h_next + row * k->h_row;
    const float p = k->parameter;
#define ASSAY_UNITS(NAME, VALUE, SLOPE)                                        \
  case ASSAY_##NAME:                                                           \
    for (size_t i = 0; i < k->padded; i += 16) {                               \
      f16 h = FN(value_##NAME)(FN(load16)(z + i) + FN(load16)(k->bias + i), p); \
      FN(store16)(z + i, h);                                                   \
      FN(store16)(next + i, h);                                                \
    }                                                                          \
    break;
    switch (k->function) { ASSAY_FUNCTIONS(ASSAY_UNITS) }
#undef ASSAY_UNITS
  }
}

// dz = dh · f′(h′); the state before gets all of its gradient by the product.
static void FN(simple_backward)(const cell_rows *k) {
  for (size_t row = 0; row < k->rows; row++) {
    float *z = k->z + row * k->z_row, *dh = k->dh + row * k->padded;
    float *sums = k->dbias + row * k->z_row;
    if (ASSAY_IS_MASKED(k, row)) {
      memset(z, 0, k->z_row * sizeof(float));
      continue;
    }
    const float p = k->parameter;
#define ASSAY_UNITS(NAME, VALUE, SLOPE)                                               \
  case ASSAY_##NAME:                                                                  \
    for (size_t i = 0; i < k->padded; i += 16) {                                      \
      f16 h = FN(load16)(z + i), slope = FN(slope_##NAME)(h, h, p);                   \
      FN(put_gradient)(z + i, sums + i, FN(load16)(dh + i) * slope);                  \
      FN(store16)(dh + i, FN(splat16)(0.0f));                                         \
    }                                                                                 \
    break;
    switch (k->function) { ASSAY_FUNCTIONS(ASSAY_UNITS) }
#undef ASSAY_UNITS
  }
}

// c′ = f·c + i·g, h′ = o·tanh(c′).
static void FN(lstm_forward)(const cell_rows *k) {
  const size_t n = k->padded;
  for (size_t row = 0; row < k->rows; row++) {
    if (ASSAY_IS_MASKED(k, row)) {
      FN(keep_state)(k, row);
      continue;
    }
    float *z = k->z + row * k->z_row, *next = k->h_next + row * k->h_row;
    const float *c = k->c + row * n, *bias = k->bias;
    float *c_next = k->c_next + row * n;
    for (size_t j = 0; j < n; j += 16) {
      f16 i = FN(sigmoid16)(FN(load16)(z + j) + FN(load16)(bias + j));
      f16 f = FN(sigmoid16)(FN(load16)(z + n + j) + FN(load16)(bias + n + j));
      f16 g = FN(tanh16)(FN(load16)(z + 2 * n + j) + FN(load16)(bias + 2 * n + j));
      f16 o = FN(sigmoid16)(FN(load16)(z + 3 * n + j) + FN(load16)(bias + 3 * n + j));
      f16 cell = FN(fma16)(f, FN(load16)(c + j), i * g);
      FN(store16)(z + j, i);
      FN(store16)(z + n + j, f);
      FN(store16)(z + 2 * n + j, g);
      FN(store16)(z + 3 * n + j, o);
      FN(store16)(c_next + j, cell);
      FN(store16)(next + j, o * FN(tanh16)(cell));
    }
  }
}

static void FN(lstm_backward)(const cell_rows *k) {
  const size_t n = k->padded;
  const f16 one = FN(splat16)(1.0f);
  for (size_t row = 0; row < k->rows; row++) {
    float *z = k->z + row * k->z_row, *sums = k->dbias + row * k->z_row;
    float *dh = k->dh + row * n, *dc = k->dc + row * n;
    const float *c = k->c + row * n, *c_next = k->c_next + row * n;
    if (ASSAY_IS_MASKED(k, row)) {
      memset(z, 0, k->z_row * sizeof(float));
      continue;
    }
    for (size_t j = 0; j < n; j += 16) {
      f16 i = FN(load16)(z + j), f = FN(load16)(z + n + j);
      f16 g = FN(load16)(z + 2 * n + j), o = FN(load16)(z + 3 * n + j);
      f16 t = FN(tanh16)(FN(load16)(c_next + j)), h = FN(load16)(dh + j);
      f16 d = FN(fma16)(h * o, one - t * t, FN(load16)(dc + j));
      FN(put_gradient)(z + j, sums + j, d * g * (i * (one - i)));
      FN(put_gradient)(z + n + j, sums + n + j, d * FN(load16)(c + j) * (f * (one - f)));
      FN(put_gradient)(z + 2 * n + j, sums + 2 * n + j, d * i * (one - g * g));
      FN(put_gradient)(z + 3 * n + j, sums + 3 * n + j, h * t * (o * (one - o)));
      FN(store16)(dc + j, d * f);
      FN(store16)(dh + j, FN(splat16)(0.0f));
    }
  }
}

// The blocks of z are the sums of z and r, of g by the inputs, of g by the state.
static void FN(gru_forward)(const cell_rows *k) {
  const size_t n = k->padded;
  for (size_t row = 0; row < k->rows; row++) {
    if (ASSAY_IS_MASKED(k, row)) {
      FN(keep_state)(k, row);
      continue;
    }
    float *at = k->z + row * k->z_row, *next = k->h_next + row * k->h_row;
    const float *h = k->h + row * k->h_row, *bias = k->bias;
    for (size_t j = 0; j < n; j += 16) {
      f16 z = FN(sigmoid16)(FN(load16)(at + j) + FN(load16)(bias + j));
      f16 r = FN(sigmoid16)(FN(load16)(at + n + j) + FN(load16)(bias + n + j));
      f16 by_state = FN(load16)(at + 3 * n + j) + FN(load16)(bias + 3 * n + j);
      f16 by_input = FN(load16)(at + 2 * n + j) + FN(load16)(bias + 2 * n + j);
      f16 g = FN(tanh16)(FN(fma16)(r, by_state, by_input));
      FN(store16)(at + j, z);
      FN(store16)(at + n + j, r);
      FN(store16)(at + 2 * n + j, g);
      FN(store16)(at + 3 * n + j, by_state);
      FN(store16)(next + j, FN(fma16)(z, FN(load16)(h + j) - g, g));
    }
  }
}

static void FN(gru_backward)(const cell_rows *k) {
  const size_t n = k->padded;
  const f16 one = FN(splat16)(1.0f);
  for (size_t row = 0; row < k->rows; row++) {
    float *at = k->z + row * k->z_row, *sums = k->dbias + row * k->z_row, *dh = k->dh + row * n;
    const float *h = k->h + row * k->h_row;
    if (ASSAY_IS_MASKED(k, row)) {
      memset(at, 0, k->z_row * sizeof(float));
      continue;
    }
    for (size_t j = 0; j < n; j += 16) {
      f16 z = FN(load16)(at + j), r = FN(load16)(at + n + j), g = FN(load16)(at + 2 * n + j);
      f16 by_state = FN(load16)(at + 3 * n + j), d = FN(load16)(dh + j);
      f16 dg = d * (one - z) * (one - g * g);
      FN(put_gradient)(at + j, sums + j, d * (FN(load16)(h + j) - g) * (z * (one - z)));
      FN(put_gradient)(at + n + j, sums + n + j, dg * by_state * (r * (one - r)));
      FN(put_gradient)(at + 2 * n + j, sums + 2 * n + j, dg);
      FN(put_gradient)(at + 3 * n + j, sums + 3 * n + j, dg * r);
      FN(store16)(dh + j, d * z);
    }
  }
}

// z and r, and r·h into the fourth block, from which the third gets its part of the state.
static void FN(reset_forward)(const cell_rows *k) {
  const size_t n = k->padded;
  for (size_t row = 0; row < k->rows; row++) {
    float *at = k->z + row * k->z_row;
    const float *h = k->h + row * k->h_row, *bias = k->bias;
    for (size_t j = 0; j < n; j += 16) {
      FN(store16)(at + j, FN(sigmoid16)(FN(load16)(at + j) + FN(load16)(bias + j)));
      f16 r = FN(sigmoid16)(FN(load16)(at + n + j) + FN(load16)(bias + n + j));
      FN(store16)(at + n + j, r);
      FN(store16)(at + 3 * n + j, r * FN(load16)(h + j));
    }
  }
}

static void FN(candidate_forward)(const cell_rows *k) {
  const size_t n = k->padded;
  for (size_t row = 0; row < k->rows; row++) {
    if (ASSAY_IS_MASKED(k, row)) {
      FN(keep_state)(k, row);
      continue;
    }
    float *at = k->z + row * k->z_row, *next = k->h_next + row * k->h_row;
    const float *h = k->h + row * k->h_row, *bias = k->bias;
    for (size_t j = 0; j < n; j += 16) {
      f16 g = FN(tanh16)(FN(load16)(at + 2 * n + j) + FN(load16)(bias + 2 * n + j));
      FN(store16)(at + 2 * n + j, g);
      FN(store16)(next + j, FN(fma16)(FN(load16)(at + j), FN(load16)(h + j) - g, g));
    }
  }
}

// The gradients of z and of the candidate, before that of r·h is known.
static void FN(candidate_backward)(const cell_rows *k) {
  const size_t n = k->padded;
  const f16 one = FN(splat16)(1.0f);
  for (size_t row = 0; row < k->rows; row++) {
    float *at = k->z + row * k->z_row, *sums = k->dbias + row * k->z_row, *dh = k->dh + row * n;
    const float *h = k->h + row * k->h_row;
    if (ASSAY_IS_MASKED(k, row)) {
      memset(at, 0, k->z_row * sizeof(float));
      continue;
    }
    for (size_t j = 0; j < n; j += 16) {
      f16 z = FN(load16)(at + j), g = FN(load16)(at + 2 * n + j), d = FN(load16)(dh + j);
      FN(put_gradient)(at + j, sums + j, d * (FN(load16)(h + j) - g) * (z * (one - z)));
      FN(put_gradient)(at + 2 * n + j, sums + 2 * n + j, d * (one - z) * (one - g * g));
      FN(store16)(dh + j, d * z);
    }
  }
}

// The gradient of r. A masked row's r is 0 here, and so is all that follows from it.
static void FN(reset_backward)(const cell_rows *k) {
  const size_t n = k->padded;
  const f16 one = FN(splat16)(1.0f);
  for (size_t row = 0; row < k->rows; row++) {
    float *at = k->z + row * k->z_row, *sums = k->dbias + row * k->z_row, *dh = k->dh + row * n;
    const float *h = k->h + row * k->h_row, *through = k->through + row * n;
    for (size_t j = 0; j < n; j += 16) {
      f16 r = FN(load16)(at + n + j), d = FN(load16)(through + j);
      FN(put_gradient)(at + n + j, sums + n + j, d * FN(load16)(h + j) * (r * (one - r)));
      FN(store16)(dh + j, FN(fma16)(d, r, FN(load16)(dh + j)));
    }
  }
}
