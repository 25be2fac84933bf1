// Losses of two classes in vectors of 8 rows. A loss x is split without rounding at fixed digits: x + C
// with C = 1.5 2^52 2^-40 rounds x to a multiple of 2^-40 and holds the multiple in its low bits; what
// that leaves is exact, and is split again. Integers add up in any order to the same sum.
#include <string.h>

#ifndef ASSAY_LOSS_VECTOR_TYPES
#define ASSAY_LOSS_VECTOR_TYPES
#pragma clang diagnostic ignored "-Wpsabi"  // all vector functions are inlined

typedef double loss_x8 __attribute__((vector_size(64)));
typedef int64_t loss_bits_x8 __attribute__((vector_size(64)));
typedef uint64_t loss_unsigned_x8 __attribute__((vector_size(64)));
typedef double loss_x8_unaligned __attribute__((vector_size(64), aligned(8), may_alias));
typedef float loss_floats_unaligned __attribute__((vector_size(32), aligned(4), may_alias));
typedef uint8_t loss_flags_unaligned __attribute__((vector_size(8), aligned(1), may_alias));
#endif

#define VF(name) FN(loss_##name)
#define VD loss_x8
#define VI loss_bits_x8
#define VU loss_unsigned_x8
#include "double_vectors.h"

#define ASSAY_INLINE_LOSS static inline __attribute__((always_inline, unused))

// −log of the probability of the row's class; `mine` is all ones for positive rows.
ASSAY_INLINE_LOSS VD FN(log_loss)(VI mine, VD p, double epsilon) {
  VD of_truth = VF(select)(mine, p, 1.0 - p);
  of_truth = VF(select)(of_truth < epsilon, VF(splat)(epsilon), of_truth);
  double most = 1.0 - epsilon;
  of_truth = VF(select)(of_truth > most, VF(splat)(most), of_truth);
  return -VF(log)(of_truth);
}

ASSAY_INLINE_LOSS VD FN(square_loss)(VI mine, VD p, double epsilon) {
  (void)epsilon;
  VD error = VF(select)(mine, 1.0 - p, 0.0 - p);
  return error * error;
}

// The multiple of the last digit of `big` nearest to x, and x without it.
ASSAY_INLINE_LOSS VI FN(loss_split)(VD *x, double big) {
  VD shifted = *x + big;
  *x = *x - (shifted - big);
  return (VI)shifted - (VI)VF(splat)(big);
}

#define ASSAY_LOSSES(name, loss, REAL, UNALIGNED)                                              \
  static bool FN(name)(const uint8_t *positive, const REAL *probabilities, size_t n,           \
                       double epsilon, assay_loss_sum_t *sum, double *rests) {                 \
    VI first = {0}, second = {0}, third = {0}, bad = {0}, left = {0};                          \
    for (size_t i = 0; i < n; i += 8) {                                                        \
      loss_flags_unaligned flags = {0};                                                        \
      UNALIGNED given = {0};                                                                   \
      bool is_whole = i + 8 <= n;                                                              \
      if (is_whole) {                                                                          \
        flags = *(const loss_flags_unaligned *)(positive + i);                                 \
        given = *(const UNALIGNED *)(probabilities + i);                                       \
      } else {                                                                                 \
        memcpy(&flags, positive + i, n - i);                                                   \
        memcpy(&given, probabilities + i, (n - i) * sizeof(REAL));                             \
      }                                                                                        \
      VI mine = -__builtin_convertvector(flags, VI);                                           \
      VD p = __builtin_convertvector(given, VD);                                               \
      bad |= ~((p >= 0.0) & (p <= 1.0));                                                       \
      VD x = FN(loss)(mine, p, epsilon);                                                       \
      if (!is_whole) {                                                                         \
        VI lane = {0, 1, 2, 3, 4, 5, 6, 7};                                                    \
        x = VF(select)(lane < (int64_t)(n - i), x, VF(splat)(0.0));                            \
      }                                                                                        \
      first += FN(loss_split)(&x, 0x1.8p12);                                                   \
      second += FN(loss_split)(&x, 0x1.8p-35);                                                 \
      third += FN(loss_split)(&x, 0x1.8p-82);                                                  \
      left |= (VI)(x != 0.0);                                                                  \
      if (is_whole)                                                                            \
        *(loss_x8_unaligned *)(rests + i) = x;                                                 \
      else                                                                                     \
        memcpy(rests + i, &x, (n - i) * sizeof(double));                                       \
    }                                                                                          \
    int64_t is_bad = 0, has_rests = 0;                                                         \
    *sum = (assay_loss_sum_t){0};                                                              \
    for (int lane = 0; lane < 8; lane++) {                                                     \
      is_bad |= bad[lane];                                                                     \
      has_rests |= left[lane];                                                                 \
      sum->large += first[lane];                                                               \
      sum->small += second[lane];                                                              \
      sum->tiny += third[lane];                                                                \
    }                                                                                          \
    sum->has_rests = has_rests != 0;                                                           \
    return is_bad == 0;                                                                        \
  }

ASSAY_LOSSES(log_losses_doubles, log_loss, double, loss_x8_unaligned)
ASSAY_LOSSES(log_losses_floats, log_loss, float, loss_floats_unaligned)
ASSAY_LOSSES(square_losses_doubles, square_loss, double, loss_x8_unaligned)
ASSAY_LOSSES(square_losses_floats, square_loss, float, loss_floats_unaligned)

#undef ASSAY_LOSSES
#undef ASSAY_INLINE_LOSS
#undef VF
#undef VD
#undef VI
#undef VU
