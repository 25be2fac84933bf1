// exp, log, tanh and the sigmoid of 16 floats at a time, for use inside kernel bodies.
//
// Include it at the top of a body: it may be included by several bodies of one file, and defines its
// functions once per instruction set. No function branches on its data, and every copy computes the
// same bits; NaN propagates, results that underflow become denormals and then zero.
// The polynomials come from Tests/Golden/function_coefficients.py.
#ifndef ASSAY_FLOAT_VECTOR_TYPES
#define ASSAY_FLOAT_VECTOR_TYPES
#include <stddef.h>
#include <stdint.h>

typedef float f16 __attribute__((vector_size(64)));
typedef int32_t i16 __attribute__((vector_size(64)));
typedef uint32_t u16 __attribute__((vector_size(64)));
// The same vector anywhere in memory.
typedef float f16_unaligned __attribute__((vector_size(64), aligned(4), may_alias));

// Every function on vectors is inlined, so how wide vectors are passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#define ASSAY_INLINE static inline __attribute__((always_inline, unused))
#endif

#if (ASSAY_WIDTH == 512 && !defined(ASSAY_FLOAT_VECTORS_512)) || \
    (ASSAY_WIDTH == 256 && !defined(ASSAY_FLOAT_VECTORS_256)) || \
    (ASSAY_WIDTH == 128 && !defined(ASSAY_FLOAT_VECTORS_128))
#if ASSAY_WIDTH == 512
#define ASSAY_FLOAT_VECTORS_512
#elif ASSAY_WIDTH == 256
#define ASSAY_FLOAT_VECTORS_256
#else
#define ASSAY_FLOAT_VECTORS_128
#endif

ASSAY_INLINE f16 FN(load16)(const float *p) { return *(const f16_unaligned *)p; }

ASSAY_INLINE void FN(store16)(float *p, f16 v) { *(f16_unaligned *)p = v; }

ASSAY_INLINE f16 FN(splat16)(float x) { return x - (f16){0}; }

ASSAY_INLINE f16 FN(fma16)(f16 a, f16 b, f16 c) { return __builtin_elementwise_fma(a, b, c); }

// Where `mask` (all bits of a lane, as a comparison gives them) `a`, else `b`.
ASSAY_INLINE f16 FN(select16)(i16 mask, f16 a, f16 b) {
  return (f16)((mask & (i16)a) | (~mask & (i16)b));
}

ASSAY_INLINE f16 FN(abs16)(f16 x) { return (f16)((u16)x & 0x7fffffffu); }

// exp(x) within 0.88 ulp (over all floats): x = n ln 2 + r with |r| <= ln 2 / 2 (ln 2 in two parts;
// r is not rounded where its first power is added), a polynomial for exp(r), and 2^n as a product of
// two factors, so that neither leaves the range of a float.
ASSAY_INLINE f16 FN(exp16)(f16 x) {
  x = FN(select16)(x > 89.0f, FN(splat16)(89.0f), x);    // infinite from 88.73 on
  x = FN(select16)(x < -104.0f, FN(splat16)(-104.0f), x);  // zero below -103.98
  const float shift = 0x1.8p23f;  // adding it rounds to an integer, left in the low bits
  f16 t = FN(fma16)(x, FN(splat16)(0x1.715476p0f), FN(splat16)(shift));
  u16 n = (u16)t - (0x4b400000u - 254u);  // n + 254, the two exponents' biases included
  f16 k = t - shift;
  f16 exact = FN(fma16)(k, FN(splat16)(-0x1.62e4p-1f), x);
  f16 low = k * -0x1.7f7d1cp-20f;
  f16 r = exact + low;
  f16 q = FN(splat16)(0.00138209993f);
  q = FN(fma16)(q, r, FN(splat16)(0.00836867094f));
  q = FN(fma16)(q, r, FN(splat16)(0.0416682623f));
  q = FN(fma16)(q, r, FN(splat16)(0.166665211f));
  q = FN(fma16)(q, r, FN(splat16)(0.49999994f));
  f16 y = (FN(fma16)(r * r, q, low) + exact) + 1.0f;
  u16 half = n >> 1;
  return y * (f16)(half << 23) * (f16)((n - half) << 23);
}

// log(x) within 0.94 ulp (over all floats): x = 2^k (1 + f) with 2/3 <= 1 + f < 4/3, a polynomial for
// log(1 + f), and the sum k ln 2 + f kept in two parts. -0 and 0 give -infinity, negative numbers NaN.
ASSAY_INLINE f16 FN(log16)(f16 x) {
  i16 denormal = x < 0x1p-126f;
  f16 scaled = FN(select16)(denormal, x * 0x1p23f, x);
  i16 e = ((i16)scaled - 0x3f2aaaab) >> 23;
  f16 m = (f16)((u16)scaled - ((u16)e << 23));
  f16 k = __builtin_convertvector(e - (denormal & 23), f16);
  f16 f = m - 1.0f;
  f16 q = FN(splat16)(-0.128745154f);
  q = FN(fma16)(q, f, FN(splat16)(0.139865175f));
  q = FN(fma16)(q, f, FN(splat16)(-0.121883407f));
  q = FN(fma16)(q, f, FN(splat16)(0.140053749f));
  q = FN(fma16)(q, f, FN(splat16)(-0.16680181f));
  q = FN(fma16)(q, f, FN(splat16)(0.20010443f));
  q = FN(fma16)(q, f, FN(splat16)(-0.249998048f));
  q = FN(fma16)(q, f, FN(splat16)(0.333332151f));
  q = FN(fma16)(q, f, FN(splat16)(-0.5f));
  f16 ln2 = FN(splat16)(0x1.62e4p-1f);
  f16 high = FN(fma16)(k, ln2, f);
  f16 low = FN(fma16)(k, ln2, -high) + f;  // what rounding took from `high`
  f16 rest = FN(fma16)(k, FN(splat16)(0x1.7f7d1cp-20f), f * f * q);
  f16 y = high + (low + rest);
  y = FN(select16)(x < __builtin_inff(), y, x);  // infinity and NaN
  y = FN(select16)(x == 0.0f, FN(splat16)(-__builtin_inff()), y);
  return FN(select16)(x < 0.0f, FN(splat16)(__builtin_nanf("")), y);
}

// tanh(x) within 1.33 ulp (over all floats): an odd polynomial below 0.625, 1 - 2 / (exp(2 |x|) + 1)
// from there on.
ASSAY_INLINE f16 FN(tanh16)(f16 x) {
  f16 a = FN(abs16)(x);
  f16 z = a * a;
  f16 q = FN(splat16)(-0.00569802988f);
  q = FN(fma16)(q, z, FN(splat16)(0.020632321f));
  q = FN(fma16)(q, z, FN(splat16)(-0.0537374355f));
  q = FN(fma16)(q, z, FN(splat16)(0.133314118f));
  q = FN(fma16)(q, z, FN(splat16)(-0.333332807f));
  f16 small = FN(fma16)(a * z, q, a);
  f16 large = 1.0f - 2.0f / (FN(exp16)(a + a) + 1.0f);
  f16 y = FN(select16)(a < 0.625f, small, large);
  return (f16)((u16)y | ((u16)x & 0x80000000u));
}

// 1 / (1 + exp(-x)) within 2.41 ulp (over all floats), through e = exp(-|x|), which cannot overflow:
// 1 / (1 + e) or e / (1 + e).
ASSAY_INLINE f16 FN(sigmoid16)(f16 x) {
  f16 e = FN(exp16)(-FN(abs16)(x));
  return FN(select16)(x < 0.0f, e, FN(splat16)(1.0f)) / (1.0f + e);
}

#endif
