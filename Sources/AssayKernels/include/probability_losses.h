// What probabilities of two classes cost, summed without rounding.
//
// A row's loss is −log of the probability given to its class, clipped to epsilon ... 1 − epsilon, or the
// square of 1 (or 0) minus the probability. Losses are the bits of assay_log_of and of one product.
#ifndef ASSAY_PROBABILITY_LOSSES_H
#define ASSAY_PROBABILITY_LOSSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "split_sum.h"

// The sum of n <= ASSAY_SPLIT_TERMS rows; `positive` is 1 for rows of the positive class, else 0. False,
// and a sum without meaning, when a probability is outside 0 ... 1 or NaN.
bool assay_log_losses_doubles(const uint8_t *positive, const double *probabilities, size_t n,
                              double epsilon, assay_split_sum_t *sum, double *rests);
bool assay_log_losses_floats(const uint8_t *positive, const float *probabilities, size_t n,
                             double epsilon, assay_split_sum_t *sum, double *rests);
bool assay_square_losses_doubles(const uint8_t *positive, const double *probabilities, size_t n,
                                 assay_split_sum_t *sum, double *rests);
bool assay_square_losses_floats(const uint8_t *positive, const float *probabilities, size_t n,
                                assay_split_sum_t *sum, double *rests);

#endif
