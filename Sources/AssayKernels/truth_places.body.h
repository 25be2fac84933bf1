// Each row is read in vectors that may reach into the next rows; a bit for each lane says what counts.
#include <string.h>

#ifndef ASSAY_PLACE_TYPES
#define ASSAY_PLACE_TYPES
#pragma clang diagnostic ignored "-Wpsabi"  // all vector functions are inlined

typedef double place_doubles __attribute__((vector_size(64)));
typedef double place_doubles_unaligned __attribute__((vector_size(64), aligned(8), may_alias));
typedef int64_t place_doubles_mask __attribute__((vector_size(64)));
typedef bool place_doubles_bits __attribute__((ext_vector_type(8)));
typedef float place_floats __attribute__((vector_size(64)));
typedef float place_floats_unaligned __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t place_floats_mask __attribute__((vector_size(64)));
typedef bool place_floats_bits __attribute__((ext_vector_type(16)));
#endif

// The lowest n bits, for any n.
static inline __attribute__((always_inline)) uint32_t FN(low_bits)(int64_t n) {
  return n <= 0 ? 0 : n >= 32 ? UINT32_MAX : ((uint32_t)1 << n) - 1;
}

#define ASSAY_TRUTH_PLACES(kind, REAL)                                                         \
  static inline __attribute__((always_inline)) uint32_t FN(bits_##kind)(                       \
      place_##kind##_mask mask) {                                                              \
    place_##kind##_bits bits = __builtin_convertvector(mask, place_##kind##_bits);             \
    uint32_t result = 0;                                                                       \
    memcpy(&result, &bits, sizeof(REAL) == 8 ? 1 : 2);                                         \
    return result;                                                                             \
  }                                                                                            \
                                                                                               \
  static bool FN(truth_places_##kind)(const int32_t *truth, const REAL *scores, size_t rows,   \
                                      size_t width, int32_t *places) {                         \
    enum { lanes = 64 / sizeof(REAL) };                                                        \
    const REAL *end = scores + rows * width;                                                   \
    place_##kind##_mask strange = {0};                                                         \
    for (size_t row = 0; row < rows; row++) {                                                  \
      const REAL *r = scores + row * width;                                                    \
      const REAL own = r[truth[row]];                                                          \
      int32_t place = -1;                                                                      \
      for (size_t c = 0; c < width; c += lanes) {                                              \
        place_##kind x = {0};                                                                  \
        if ((size_t)(end - r) >= c + lanes)                                                    \
          x = *(const place_##kind##_unaligned *)(r + c);                                      \
        else                                                                                   \
          memcpy(&x, r + c, (size_t)(end - r - c) * sizeof(REAL));                             \
        strange |= (place_##kind##_mask)(x - x != (REAL)0);                                    \
        uint32_t mine = FN(low_bits)((int64_t)(width - c));                                    \
        uint32_t before = mine & FN(low_bits)(truth[row] - (int64_t)c);                        \
        place += __builtin_popcount(FN(bits_##kind)((place_##kind##_mask)(x >= own)) & mine);  \
        place -= __builtin_popcount(FN(bits_##kind)((place_##kind##_mask)(x == own)) & before);\
      }                                                                                        \
      places[row] = place;                                                                     \
    }                                                                                          \
    int64_t is_strange = 0;                                                                    \
    for (int lane = 0; lane < lanes; lane++) is_strange |= strange[lane];                      \
    return is_strange == 0;                                                                    \
  }

ASSAY_TRUTH_PLACES(doubles, double)
ASSAY_TRUTH_PLACES(floats, float)

#undef ASSAY_TRUTH_PLACES
