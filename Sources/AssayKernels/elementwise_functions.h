// The functions of one number, sixteen at a time, for use inside kernel bodies: a table with one line
// a function, and a vector function for the value and for the slope of each.
#include "float_vectors.h"

#ifndef ASSAY_FUNCTIONS
#define SELU_SCALE 1.05070098735548049342f
#define SELU_ALPHA 1.67326324235437728481f

// Every function on a line: its name, f(x), and f′(x) from x and y = f(x).
#define ASSAY_FUNCTIONS(X)                                                                        \
  X(IDENTITY, x, one)                                                                             \
  X(NEGATE, -x, -one)                                                                             \
  X(ABSOLUTE, FN(abs16)(x), FN(select16)(x < 0.0f, -one, FN(select16)(x > 0.0f, one, zero)))      \
  X(SQUARE, x * x, 2.0f * x)                                                                      \
  X(SQUARE_ROOT, FN(sqrt16)(x), 0.5f / y)                                                         \
  X(RECIPROCAL, 1.0f / x, -(y * y))                                                               \
  X(EXP, FN(exp16)(x), y)                                                                         \
  X(LOG, FN(log16)(x), 1.0f / x)                                                                  \
  X(TANH, FN(tanh16)(x), 1.0f - y * y)                                                            \
  X(SIGMOID, FN(sigmoid16)(x), y * (1.0f - y))                                                    \
  X(RELU, FN(relu16)(x), FN(select16)(y > 0.0f, one, zero))                                       \
  X(LEAKY_RELU, FN(select16)(x < 0.0f, p * x, x), FN(select16)(y > 0.0f, one, FN(splat16)(p)))    \
  X(ELU, FN(elu16)(x, p), FN(select16)(y < 0.0f, y + p, one))                                     \
  X(SELU, SELU_SCALE * FN(elu16)(x, SELU_ALPHA),                                                  \
    FN(select16)(y < 0.0f, y + SELU_SCALE * SELU_ALPHA, FN(splat16)(SELU_SCALE)))                 \
  X(SOFTPLUS, FN(softplus16)(x), -FN(expm1_16)(-y))                                               \
  X(SOFTSIGN, x / (1.0f + FN(abs16)(x)), (1.0f - FN(abs16)(y)) * (1.0f - FN(abs16)(y)))           \
  X(SILU, x * FN(sigmoid16)(x), FN(sigmoid16)(x) * (1.0f + x * (1.0f - FN(sigmoid16)(x))))        \
  X(ADD_CONSTANT, x + p, one)                                                                     \
  X(MULTIPLY_CONSTANT, x * p, FN(splat16)(p))
#endif

#if (ASSAY_WIDTH == 512 && !defined(ASSAY_ELEMENTWISE_512)) || \
    (ASSAY_WIDTH == 256 && !defined(ASSAY_ELEMENTWISE_256)) || \
    (ASSAY_WIDTH == 128 && !defined(ASSAY_ELEMENTWISE_128))
#if ASSAY_WIDTH == 512
#define ASSAY_ELEMENTWISE_512
#elif ASSAY_WIDTH == 256
#define ASSAY_ELEMENTWISE_256
#else
#define ASSAY_ELEMENTWISE_128
#endif

// Keeps NaN.
ASSAY_INLINE f16 FN(relu16)(f16 x) { return (f16)((i16)x & ~(x < 0.0f)); }

ASSAY_INLINE f16 FN(sqrt16)(f16 x) { return __builtin_elementwise_sqrt(x); }

// log(1 + exp(x)) = max(x, 0) + log(1 + e), e = exp(−|x|). The rounding of u = 1 + e is undone by the
// factor e / (u − 1), so that small values keep their digits (Kahan).
ASSAY_INLINE f16 FN(softplus16)(f16 x) {
  f16 zero = FN(splat16)(0.0f), positive = FN(select16)(x < 0.0f, zero, x);
  f16 e = FN(exp16)(-FN(abs16)(x)), u = 1.0f + e, step = u - 1.0f;
  return positive + FN(select16)(step == 0.0f, e, FN(log16)(u) * (e / step));
}

// exp(x) − 1 for x of at most 0, as 2t / (1 − t) with t = tanh(x / 2): it keeps its digits near zero.
ASSAY_INLINE f16 FN(expm1_16)(f16 x) {
  f16 t = FN(tanh16)(0.5f * x);
  return 2.0f * t / (1.0f - t);
}

// Below zero a · (exp(x) − 1), else x.
ASSAY_INLINE f16 FN(elu16)(f16 x, float a) {
  return FN(select16)(x < 0.0f, a * FN(expm1_16)(x), x);
}

#define ASSAY_DEFINE(NAME, VALUE, SLOPE)                              \
  ASSAY_INLINE f16 FN(value_##NAME)(f16 x, float p) {                 \
    (void)p;                                                          \
    return VALUE;                                                     \
  }                                                                   \
  ASSAY_INLINE f16 FN(slope_##NAME)(f16 x, f16 y, float p) {          \
    f16 zero = FN(splat16)(0.0f), one = FN(splat16)(1.0f);            \
    (void)x, (void)y, (void)p, (void)zero, (void)one;                 \
    return SLOPE;                                                     \
  }
ASSAY_FUNCTIONS(ASSAY_DEFINE)
#undef ASSAY_DEFINE

#endif
