// Losses of rows of probabilities: the table is looked over in vectors of 8 values, and losses are
// taken in vectors of 8 rows. Each lane adds up its row from the first class on, so the sums are those
// of one row at a time.
#include <string.h>

#ifndef ASSAY_CLASS_LOSS_TYPES
#define ASSAY_CLASS_LOSS_TYPES
#pragma clang diagnostic ignored "-Wpsabi"  // all vector functions are inlined

typedef double class_x8 __attribute__((vector_size(64)));
typedef int64_t class_bits_x8 __attribute__((vector_size(64)));
typedef uint64_t class_unsigned_x8 __attribute__((vector_size(64)));
typedef double class_x8_unaligned __attribute__((vector_size(64), aligned(8), may_alias));
typedef float class_floats_unaligned __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t class_float_bits __attribute__((vector_size(64)));
#endif

#define VF(name) FN(class_##name)
#define VD class_x8
#define VI class_bits_x8
#define VU class_unsigned_x8
#include "double_vectors.h"

// -log of each of n probabilities, in place.
static void FN(clipped_logs)(double *values, size_t n, double epsilon) {
  double most = 1.0 - epsilon;
  for (size_t i = 0; i < n; i += 8) {
    VD p = {0};
    bool is_whole = i + 8 <= n;
    if (is_whole)
      p = *(const class_x8_unaligned *)(values + i);
    else
      memcpy(&p, values + i, (n - i) * sizeof(double));
    p = VF(select)(p < epsilon, VF(splat)(epsilon), p);
    p = VF(select)(p > most, VF(splat)(most), p);
    p = -VF(log)(p);
    if (is_whole)
      *(class_x8_unaligned *)(values + i) = p;
    else
      memcpy(values + i, &p, (n - i) * sizeof(double));
  }
}

#define ASSAY_CLASS_LOSSES(kind, REAL, UNALIGNED, BITS)                                            \
  static bool FN(within_unit_##kind)(const REAL *values, size_t n) {                               \
    enum { lanes = 64 / sizeof(REAL) };                                                            \
    BITS bad = {0};                                                                                \
    size_t i = 0;                                                                                  \
    for (; i + lanes <= n; i += lanes) {                                                           \
      UNALIGNED p = *(const UNALIGNED *)(values + i);                                              \
      bad |= (BITS) ~((p >= (REAL)0) & (p <= (REAL)1));                                            \
    }                                                                                              \
    int64_t is_bad = 0;                                                                            \
    for (int lane = 0; lane < lanes; lane++) is_bad |= bad[lane];                                  \
    for (; i < n; i++) is_bad |= !(values[i] >= 0 && values[i] <= 1);                              \
    return is_bad == 0;                                                                            \
  }                                                                                                \
                                                                                                   \
  static void FN(square_losses_##kind)(const int32_t *truth, const REAL *table, size_t rows,       \
                                       size_t width, double *squares) {                            \
    double part = width == 2 ? 0.5 : 1;                                                            \
    for (size_t row = 0; row < rows; row += 8) {                                                   \
      size_t n = rows - row < 8 ? rows - row : 8;                                                  \
      const REAL *r[8];                                                                            \
      VI own;                                                                                      \
      for (size_t lane = 0; lane < 8; lane++) {                                                    \
        size_t at = row + (lane < n ? lane : 0);                                                   \
        r[lane] = table + at * width;                                                              \
        own[lane] = truth[at];                                                                     \
      }                                                                                            \
      VD sum = {0};                                                                                \
      for (size_t c = 0; c < width; c++) {                                                         \
        VD p = {r[0][c], r[1][c], r[2][c], r[3][c], r[4][c], r[5][c], r[6][c], r[7][c]};           \
        VI mine = own == (int64_t)c;                                                               \
        VD error = VF(select)(mine, VF(splat)(1.0), VF(splat)(0.0)) - p;                           \
        sum += error * error;                                                                      \
      }                                                                                            \
      sum *= part;                                                                                 \
      memcpy(squares + row, &sum, n * sizeof(double));                                             \
    }                                                                                              \
  }                                                                                                \
                                                                                                   \
  static bool FN(class_losses_##kind)(const int32_t *truth, const REAL *table, size_t rows,        \
                                      size_t width, double epsilon, double *logs,                  \
                                      double *squares) {                                           \
    if (!FN(within_unit_##kind)(table, rows * width)) return false;                                \
    if (logs) {                                                                                    \
      if (width == 1)                                                                              \
        for (size_t row = 0; row < rows; row++)                                                    \
          logs[row] = truth[row] == 1 ? (double)table[row] : 1 - (double)table[row];               \
      else                                                                                         \
        for (size_t row = 0; row < rows; row++) logs[row] = table[row * width + truth[row]];       \
      FN(clipped_logs)(logs, rows, epsilon);                                                       \
    }                                                                                              \
    if (squares && width == 1)                                                                     \
      for (size_t row = 0; row < rows; row++) {                                                    \
        double error = truth[row] - (double)table[row];                                            \
        squares[row] = error * error;                                                              \
      }                                                                                            \
    else if (squares)                                                                              \
      FN(square_losses_##kind)(truth, table, rows, width, squares);                                \
    return true;                                                                                   \
  }

ASSAY_CLASS_LOSSES(doubles, double, class_x8_unaligned, class_bits_x8)
ASSAY_CLASS_LOSSES(floats, float, class_floats_unaligned, class_float_bits)

#undef ASSAY_CLASS_LOSSES
#undef VF
#undef VD
#undef VI
#undef VU
