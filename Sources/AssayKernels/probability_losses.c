#define ASSAY_BODY "probability_losses.body.h"
#include "per_instruction_set.h"

bool assay_log_losses_doubles(const uint8_t *positive, const double *probabilities, size_t n,
                              double epsilon, assay_split_sum_t *sum, double *rests) {
  return ASSAY_CALL(log_losses_doubles)(positive, probabilities, n, epsilon, sum, rests);
}

bool assay_log_losses_floats(const uint8_t *positive, const float *probabilities, size_t n,
                             double epsilon, assay_split_sum_t *sum, double *rests) {
  return ASSAY_CALL(log_losses_floats)(positive, probabilities, n, epsilon, sum, rests);
}

bool assay_square_losses_doubles(const uint8_t *positive, const double *probabilities, size_t n,
                                 assay_split_sum_t *sum, double *rests) {
  return ASSAY_CALL(square_losses_doubles)(positive, probabilities, n, 0, sum, rests);
}

bool assay_square_losses_floats(const uint8_t *positive, const float *probabilities, size_t n,
                                assay_split_sum_t *sum, double *rests) {
  return ASSAY_CALL(square_losses_floats)(positive, probabilities, n, 0, sum, rests);
}
