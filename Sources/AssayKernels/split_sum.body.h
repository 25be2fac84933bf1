#include <string.h>

#ifndef ASSAY_SPLIT_VECTOR_TYPES
#define ASSAY_SPLIT_VECTOR_TYPES
#pragma clang diagnostic ignored "-Wpsabi"  // all vector functions are inlined

typedef double split_x8 __attribute__((vector_size(64)));
typedef int64_t split_bits_x8 __attribute__((vector_size(64)));
typedef uint64_t split_unsigned_x8 __attribute__((vector_size(64)));
typedef double split_x8_unaligned __attribute__((vector_size(64), aligned(8), may_alias));
#endif

#define VF(name) FN(split_##name)
#define VD split_x8
#define VI split_bits_x8
#define VU split_unsigned_x8
#include "double_vectors.h"
#include "split_sum_lanes.h"

static bool FN(split_sum)(const double *terms, size_t n, assay_split_sum_t *sum, double *rests) {
  VF(split_lanes) lanes = {0};
  VI strange = {0};
  for (size_t i = 0; i < n; i += 8) {
    VD x = {0};
    bool is_whole = i + 8 <= n;
    if (is_whole)
      x = *(const split_x8_unaligned *)(terms + i);
    else
      memcpy(&x, terms + i, (n - i) * sizeof(double));
    strange |= ~((x < 0x1p11) & (x > -0x1p11));
    x = VF(split_add)(&lanes, x);
    if (is_whole)
      *(split_x8_unaligned *)(rests + i) = x;
    else
      memcpy(rests + i, &x, (n - i) * sizeof(double));
  }
  int64_t is_strange = 0;
  for (int lane = 0; lane < 8; lane++) is_strange |= strange[lane];
  *sum = VF(split_total)(&lanes);
  return is_strange == 0;
}

static void FN(exact_products)(const double *x, const double *y, size_t n, double *products,
                               double *errors) {
  for (size_t i = 0; i < n; i += 8) {
    VD a = {0}, b = {0};
    bool is_whole = i + 8 <= n;
    size_t bytes = is_whole ? sizeof(VD) : (n - i) * sizeof(double);
    if (is_whole) {
      a = *(const split_x8_unaligned *)(x + i);
      b = *(const split_x8_unaligned *)(y + i);
    } else {
      memcpy(&a, x + i, bytes);
      memcpy(&b, y + i, bytes);
    }
    VD product = a * b;
    VD error = VF(fma)(a, b, -product);
    VI sound = (product < __builtin_inf()) & (product > -__builtin_inf()) & (product != 0.0);
    error = VF(select)(sound, error, VF(splat)(0.0));
    if (is_whole) {
      *(split_x8_unaligned *)(products + i) = product;
      *(split_x8_unaligned *)(errors + i) = error;
    } else {
      memcpy(products + i, &product, bytes);
      memcpy(errors + i, &error, bytes);
    }
  }
}

#undef VF
#undef VD
#undef VI
#undef VU
