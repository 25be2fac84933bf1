#define ASSAY_BODY "reductions.body.h"
#include "per_instruction_set.h"

double assay_sum(const float *x, size_t n) { return ASSAY_CALL(sum)(x, n); }

double assay_dot(const float *x, const float *y, size_t n) { return ASSAY_CALL(dot)(x, y, n); }

void assay_sum_axis(const float *x, float *y, size_t outer, size_t n, size_t inner, float scale) {
  ASSAY_CALL(sum_axis)(x, y, outer, n, inner, scale);
}

void assay_sum_rows(const float *x, float *y, size_t rows, size_t columns, bool accumulates) {
  ASSAY_CALL(sum_rows)(x, y, rows, columns, accumulates);
}

void assay_max_axis(const float *x, float *y, size_t outer, size_t n, size_t inner) {
  ASSAY_CALL(max_axis)(x, y, outer, n, inner);
}

void assay_spread_axis(const float *dy, float *dx, size_t outer, size_t n, size_t inner,
                       float scale, bool accumulates) {
  ASSAY_CALL(spread_axis)(dy, dx, outer, n, inner, scale, accumulates);
}

void assay_softmax(const float *x, float *y, size_t rows, size_t columns) {
  ASSAY_CALL(softmax)(x, y, rows, columns);
}

void assay_softmax_pullback(const float *y, const float *dy, float *dx, size_t rows,
                            size_t columns, bool accumulates) {
  ASSAY_CALL(softmax_pullback)(y, dy, dx, rows, columns, accumulates);
}

void assay_log_softmax(const float *x, float *y, size_t rows, size_t columns) {
  ASSAY_CALL(log_softmax)(x, y, rows, columns);
}
