// Functions of one or two numbers, applied to every element, and their derivatives.
#include "elementwise_functions.h"

#include <string.h>

// Reads m <= 16 floats, zeros behind them.
ASSAY_INLINE f16 FN(read16)(const float *p, size_t m) {
  if (m == 16) return FN(load16)(p);
  float whole[16] = {0};
  memcpy(whole, p, m * sizeof(float));
  return FN(load16)(whole);
}

// Writes the first m <= 16 floats.
ASSAY_INLINE void FN(write16)(float *p, f16 v, size_t m) {
  if (m == 16) {
    FN(store16)(p, v);
    return;
  }
  float whole[16];
  FN(store16)(whole, v);
  memcpy(p, whole, m * sizeof(float));
}

#define ASSAY_MIN16(n, i) ((n) - (i) < 16 ? (n) - (i) : 16)

// One loop for each function, so that none branches inside.
static void FN(map)(assay_function_t function, float p, const float *x, float *y, size_t n) {
#define ASSAY_MAP(NAME, VALUE, SLOPE)                                             \
  case ASSAY_##NAME:                                                              \
    for (size_t i = 0; i < n; i += 16) {                                          \
      size_t m = ASSAY_MIN16(n, i);                                               \
      FN(write16)(y + i, FN(value_##NAME)(FN(read16)(x + i, m), p), m);           \
    }                                                                             \
    break;
  switch (function) { ASSAY_FUNCTIONS(ASSAY_MAP) }
#undef ASSAY_MAP
}

static void FN(map_pullback)(assay_function_t function, float p, const float *x, const float *y,
                             const float *dy, float *dx, size_t n, bool accumulates) {
#define ASSAY_MAP_PULLBACK(NAME, VALUE, SLOPE)                                              \
  case ASSAY_##NAME:                                                                        \
    for (size_t i = 0; i < n; i += 16) {                                                    \
      size_t m = ASSAY_MIN16(n, i);                                                         \
      f16 slope = FN(slope_##NAME)(FN(read16)(x + i, m), FN(read16)(y + i, m), p);          \
      f16 g = FN(read16)(dy + i, m);                                                        \
      f16 r = accumulates ? FN(fma16)(g, slope, FN(read16)(dx + i, m)) : g * slope;         \
      FN(write16)(dx + i, r, m);                                                            \
    }                                                                                       \
    break;
  switch (function) { ASSAY_FUNCTIONS(ASSAY_MAP_PULLBACK) }
#undef ASSAY_MAP_PULLBACK
}

// And one for each operator.
#define ASSAY_OPERATORS(X)                                    \
  X(ADD, a + b)                                               \
  X(SUBTRACT, a - b)                                          \
  X(MULTIPLY, a * b)                                          \
  X(DIVIDE, a / b)                                            \
  X(MAXIMUM, FN(select16)((a > b) | (a != a), a, b))          \
  X(MINIMUM, FN(select16)((a < b) | (a != a), a, b))

#define ASSAY_DEFINE(NAME, VALUE) \
  ASSAY_INLINE f16 FN(operate_##NAME)(f16 a, f16 b) { return VALUE; }
ASSAY_OPERATORS(ASSAY_DEFINE)
#undef ASSAY_DEFINE

static void FN(combine)(assay_operator_t op, const float *a, size_t a_step, const float *b,
                        size_t b_step, float *y, size_t n, bool accumulates) {
  f16 a_all = FN(splat16)(n && !a_step ? *a : 0.0f);
  f16 b_all = FN(splat16)(n && !b_step ? *b : 0.0f);
#define ASSAY_COMBINE(NAME, VALUE)                                                \
  case ASSAY_##NAME:                                                              \
    for (size_t i = 0; i < n; i += 16) {                                          \
      size_t m = ASSAY_MIN16(n, i);                                               \
      f16 r = FN(operate_##NAME)(a_step ? FN(read16)(a + i, m) : a_all,           \
                                 b_step ? FN(read16)(b + i, m) : b_all);          \
      FN(write16)(y + i, accumulates ? r + FN(read16)(y + i, m) : r, m);          \
    }                                                                             \
    break;
  switch (op) { ASSAY_OPERATORS(ASSAY_COMBINE) }
#undef ASSAY_COMBINE
}

static void FN(bias_activation)(float *x, size_t rows, size_t columns, const float *bias,
                                assay_function_t function, float p) {
#define ASSAY_BIAS(NAME, VALUE, SLOPE)                                            \
  case ASSAY_##NAME:                                                              \
    if (columns == 1) { /* vectors run down the column */                         \
      for (size_t i = 0; i < rows; i += 16) {                                     \
        size_t m = ASSAY_MIN16(rows, i);                                          \
        FN(write16)(x + i, FN(value_##NAME)(FN(read16)(x + i, m) + *bias, p), m); \
      }                                                                           \
      break;                                                                      \
    }                                                                             \
    for (size_t r = 0; r < rows; r++) {                                           \
      float *row = x + r * columns;                                               \
      for (size_t i = 0; i < columns; i += 16) {                                  \
        size_t m = ASSAY_MIN16(columns, i);                                       \
        f16 z = FN(read16)(row + i, m) + FN(read16)(bias + i, m);                 \
        FN(write16)(row + i, FN(value_##NAME)(z, p), m);                          \
      }                                                                           \
    }                                                                             \
    break;
  switch (function) { ASSAY_FUNCTIONS(ASSAY_BIAS) }
#undef ASSAY_BIAS
}

#undef ASSAY_OPERATORS
#undef ASSAY_MIN16
