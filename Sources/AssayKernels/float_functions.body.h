// exp, log, tanh and the sigmoid over arrays of floats.
#include "float_vectors.h"

#include <string.h>

// One function over an array: whole vectors, then the rest in a vector padded with zeros.
#define ASSAY_OVER_ARRAY(name)                                           \
  static void FN(name##_all)(const float *x, float *y, size_t n) {       \
    size_t i = 0;                                                        \
    for (; i + 16 <= n; i += 16) FN(store16)(y + i, FN(name##16)(FN(load16)(x + i))); \
    if (i == n) return;                                                  \
    float rest[16] = {0};                                                \
    memcpy(rest, x + i, (n - i) * sizeof(float));                        \
    FN(store16)(rest, FN(name##16)(FN(load16)(rest)));                   \
    memcpy(y + i, rest, (n - i) * sizeof(float));                        \
  }

ASSAY_OVER_ARRAY(exp)
ASSAY_OVER_ARRAY(log)
ASSAY_OVER_ARRAY(tanh)
ASSAY_OVER_ARRAY(sigmoid)

#undef ASSAY_OVER_ARRAY
