#define ASSAY_BODY "elementwise.body.h"
#include "per_instruction_set.h"

void assay_map(assay_function_t function, float parameter, const float *x, float *y, size_t n) {
  ASSAY_CALL(map)(function, parameter, x, y, n);
}

void assay_map_pullback(assay_function_t function, float parameter, const float *x, const float *y,
                        const float *dy, float *dx, size_t n, bool accumulates) {
  ASSAY_CALL(map_pullback)(function, parameter, x, y, dy, dx, n, accumulates);
}

void assay_combine(assay_operator_t op, const float *a, size_t a_step, const float *b,
                   size_t b_step, float *y, size_t n, bool accumulates) {
  ASSAY_CALL(combine)(op, a, a_step, b, b_step, y, n, accumulates);
}

void assay_bias_activation(float *x, size_t rows, size_t columns, const float *bias,
                           assay_function_t function, float parameter) {
  ASSAY_CALL(bias_activation)(x, rows, columns, bias, function, parameter);
}
