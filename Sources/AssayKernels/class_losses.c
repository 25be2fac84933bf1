#define ASSAY_BODY "class_losses.body.h"
#include "per_instruction_set.h"

bool assay_class_losses_doubles(const int32_t *truth, const double *table, size_t rows,
                                size_t width, double epsilon, double *logs, double *squares) {
  return ASSAY_CALL(class_losses_doubles)(truth, table, rows, width, epsilon, logs, squares);
}

bool assay_class_losses_floats(const int32_t *truth, const float *table, size_t rows,
                               size_t width, double epsilon, double *logs, double *squares) {
  return ASSAY_CALL(class_losses_floats)(truth, table, rows, width, epsilon, logs, squares);
}
