#define ASSAY_BODY "training.body.h"
#include "per_instruction_set.h"

void assay_gather_rows(const float *x, size_t width, const int32_t *order, size_t count, float *y) {
  ASSAY_CALL(gather_rows)(x, width, order, count, y);
}

double assay_binary_cross_entropy(const float *p, const float *t, const float *weights,
                                  size_t rows, size_t width) {
  return ASSAY_CALL(binary_cross_entropy)(p, t, weights, rows, width);
}

void assay_binary_cross_entropy_pullback(const float *p, const float *t, const float *weights,
                                         float scale, float *dp, size_t rows, size_t width,
                                         bool accumulates) {
  ASSAY_CALL(binary_cross_entropy_pullback)(p, t, weights, scale, dp, rows, width, accumulates);
}

double assay_logistic_cross_entropy(const float *x, const float *t, const float *weights,
                                    size_t rows, size_t width) {
  return ASSAY_CALL(logistic_cross_entropy)(x, t, weights, rows, width);
}

void assay_logistic_cross_entropy_pullback(const float *x, bool activated, const float *t,
                                           const float *weights, float scale, float *dx,
                                           size_t rows, size_t width, bool accumulates) {
  ASSAY_CALL(logistic_cross_entropy_pullback)(x, activated, t, weights, scale, dx, rows, width, accumulates);
}

double assay_categorical_cross_entropy(const float *p, const float *t, const float *weights,
                                       size_t rows, size_t width) {
  return ASSAY_CALL(categorical_cross_entropy)(p, t, weights, rows, width);
}

void assay_categorical_cross_entropy_pullback(const float *p, const float *t, const float *weights,
                                              float scale, float *dp, size_t rows, size_t width,
                                              bool accumulates) {
  ASSAY_CALL(categorical_cross_entropy_pullback)(p, t, weights, scale, dp, rows, width, accumulates);
}

double assay_log_probability_loss(const float *x, const float *t, const float *weights,
                                  size_t rows, size_t width) {
  return ASSAY_CALL(log_probability_loss)(x, t, weights, rows, width);
}

void assay_softmax_cross_entropy_pullback(const float *p, const float *t, const float *weights,
                                          float scale, float *dx, size_t rows, size_t width,
                                          bool accumulates) {
  ASSAY_CALL(softmax_cross_entropy_pullback)(p, t, weights, scale, dx, rows, width, accumulates);
}

void assay_sgd(float *w, const float *g, float *m, size_t n, float rate, float momentum,
               bool nesterov) {
  ASSAY_CALL(sgd)(w, g, m, n, rate, momentum, nesterov);
}

void assay_adam(float *w, const float *g, float *m, float *v, size_t n, float alpha, float beta1,
                float beta2, float epsilon, float decay) {
  ASSAY_CALL(adam)(w, g, m, v, n, alpha, beta1, beta2, epsilon, decay);
}

void assay_rmsprop(float *w, const float *g, float *v, float *m, float *a, size_t n, float rate,
                   float rho, float momentum, float epsilon) {
  ASSAY_CALL(rmsprop)(w, g, v, m, a, n, rate, rho, momentum, epsilon);
}
