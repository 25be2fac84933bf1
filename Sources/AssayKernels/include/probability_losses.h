// What probabilities of two classes cost, summed without rounding.
//
// A row's loss is −log of the probability given to its class, clipped to epsilon ... 1 − epsilon, or the
// square of 1 (or 0) minus the probability. Losses are the bits of assay_log_of and of one product.
#ifndef ASSAY_PROBABILITY_LOSSES_H
#define ASSAY_PROBABILITY_LOSSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The most rows of one call: their losses, at most 2^6 each, stay within the counters.
#define ASSAY_LOSS_ROWS 1024

// A sum is these counters times 2^-40, 2^-87 and 2^-134, and the `rests`: what is left of rows whose
// losses have smaller digits yet, one for each row, all 0 unless `has_rests`.
typedef struct {
  int64_t large;
  int64_t small;
  int64_t tiny;
  bool has_rests;
} assay_loss_sum_t;

// The sum of n <= ASSAY_LOSS_ROWS rows; `positive` is 1 for rows of the positive class, else 0. False,
// and a sum without meaning, when a probability is outside 0 ... 1 or NaN.
bool assay_log_losses_doubles(const uint8_t *positive, const double *probabilities, size_t n,
                              double epsilon, assay_loss_sum_t *sum, double *rests);
bool assay_log_losses_floats(const uint8_t *positive, const float *probabilities, size_t n,
                             double epsilon, assay_loss_sum_t *sum, double *rests);
bool assay_square_losses_doubles(const uint8_t *positive, const double *probabilities, size_t n,
                                 assay_loss_sum_t *sum, double *rests);
bool assay_square_losses_floats(const uint8_t *positive, const float *probabilities, size_t n,
                                assay_loss_sum_t *sum, double *rests);

#endif
