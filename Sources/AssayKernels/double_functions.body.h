// exp, expm1, log and log1p of doubles: over arrays in vectors of 8, and one number at a time in
// vectors of 1. Both come from one text, so they compute the same bits.
#include <string.h>

#ifndef ASSAY_DOUBLE_VECTOR_TYPES
#define ASSAY_DOUBLE_VECTOR_TYPES
#pragma clang diagnostic ignored "-Wpsabi"  // all vector functions are inlined

typedef double double_x1 __attribute__((vector_size(8)));
typedef int64_t int64_x1 __attribute__((vector_size(8)));
typedef uint64_t uint64_x1 __attribute__((vector_size(8)));
typedef double double_x8 __attribute__((vector_size(64)));
typedef int64_t int64_x8 __attribute__((vector_size(64)));
typedef uint64_t uint64_x8 __attribute__((vector_size(64)));
typedef double double_x8_unaligned __attribute__((vector_size(64), aligned(8), may_alias));
#endif

#define VF(name) FN(name##_x1)
#define VD double_x1
#define VI int64_x1
#define VU uint64_x1
#include "double_vectors.h"
#undef VF
#undef VD
#undef VI
#undef VU

#define VF(name) FN(name##_x8)
#define VD double_x8
#define VI int64_x8
#define VU uint64_x8
#include "double_vectors.h"
#undef VF
#undef VD
#undef VI
#undef VU

// One function of a number, and over an array: whole vectors, then the rest padded with zeros.
#define ASSAY_OF_DOUBLES(name)                                              \
  static double FN(name##_one)(double x) {                                  \
    double_x1 v = {x};                                                      \
    v = FN(name##_x1)(v);                                                   \
    return v[0];                                                            \
  }                                                                         \
  static void FN(name##_all)(const double *x, double *y, size_t n) {        \
    size_t i = 0;                                                           \
    for (; i + 8 <= n; i += 8)                                              \
      *(double_x8_unaligned *)(y + i) =                                     \
          FN(name##_x8)(*(const double_x8_unaligned *)(x + i));             \
    if (i == n) return;                                                     \
    double_x8 rest = {0};                                                   \
    memcpy(&rest, x + i, (n - i) * sizeof(double));                         \
    rest = FN(name##_x8)(rest);                                             \
    memcpy(y + i, &rest, (n - i) * sizeof(double));                         \
  }

ASSAY_OF_DOUBLES(exp)
ASSAY_OF_DOUBLES(expm1)
ASSAY_OF_DOUBLES(log)
ASSAY_OF_DOUBLES(log1p)

#undef ASSAY_OF_DOUBLES
