#define ASSAY_BODY "truth_places.body.h"
#include "per_instruction_set.h"

bool assay_truth_places_doubles(const int32_t *truth, const double *scores, size_t rows,
                                size_t width, int32_t *places) {
  return ASSAY_CALL(truth_places_doubles)(truth, scores, rows, width, places);
}

bool assay_truth_places_floats(const int32_t *truth, const float *scores, size_t rows,
                               size_t width, int32_t *places) {
  return ASSAY_CALL(truth_places_floats)(truth, scores, rows, width, places);
}
