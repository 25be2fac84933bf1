// Losses of two classes in vectors of 8 rows, counted where they are computed.
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
#include "split_sum_lanes.h"

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

#define ASSAY_LOSSES(name, loss, REAL, UNALIGNED)                                              \
  static bool FN(name)(const uint8_t *positive, const REAL *probabilities, size_t n,           \
                       double epsilon, assay_split_sum_t *sum, double *rests) {                 \
    VF(split_lanes) lanes = {0};                                                               \
    VI bad = {0};                                                                              \
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
      x = VF(split_add)(&lanes, x);                                                            \
      if (is_whole)                                                                            \
        *(loss_x8_unaligned *)(rests + i) = x;                                                 \
      else                                                                                     \
        memcpy(rests + i, &x, (n - i) * sizeof(double));                                       \
    }                                                                                          \
    int64_t is_bad = 0;                                                                        \
    for (int lane = 0; lane < 8; lane++) is_bad |= bad[lane];                                  \
    *sum = VF(split_total)(&lanes);                                                            \
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
