#define ASSAY_BODY "training.body.h"
#include "per_instruction_set.h"

// So many at least are worth a thread of their own: some ten microseconds of it.
enum { bytes_worth_sharing = 1 << 17, parameters_worth_sharing = 1 << 13 };

typedef struct {
  const float *x;
  size_t width;
  const int32_t *order;
  float *y;
} gathering;

static void gather_stretch(void *context, size_t start, size_t end) {
  const gathering *g = context;
  ASSAY_CALL(gather_rows)(g->x, g->width, g->order + start, end - start, g->y + start * g->width);
}

void assay_gather_rows(const float *x, size_t width, const int32_t *order, size_t count, float *y) {
  gathering g = {x, width, order, y};
  const size_t bytes = sizeof(float) * (width ? width : 1);
  assay_workers_share(count, bytes_worth_sharing / bytes + 1, gather_stretch, &g);
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

// A step of an optimizer. Of `slots`, some may be absent.
typedef struct {
  float *w;
  const float *g;
  float *slots[3];
  float rate, settings[3], decay;
  bool nesterov;
} moving;

static void sgd_stretch(void *context, size_t start, size_t end) {
  const moving *s = context;
  float *m = s->slots[0] ? s->slots[0] + start : NULL;
  ASSAY_CALL(sgd)(
      s->w + start, s->g + start, m, end - start, s->rate, s->settings[0], s->nesterov);
}

static void adam_stretch(void *context, size_t start, size_t end) {
  const moving *s = context;
  ASSAY_CALL(adam)(
      s->w + start, s->g + start, s->slots[0] + start, s->slots[1] + start, end - start, s->rate,
      s->settings[0], s->settings[1], s->settings[2], s->decay);
}

static void rmsprop_stretch(void *context, size_t start, size_t end) {
  const moving *s = context;
  float *m = s->slots[1] ? s->slots[1] + start : NULL;
  float *a = s->slots[2] ? s->slots[2] + start : NULL;
  ASSAY_CALL(rmsprop)(
      s->w + start, s->g + start, s->slots[0] + start, m, a, end - start, s->rate, s->settings[0],
      s->settings[1], s->settings[2]);
}

void assay_sgd(float *w, const float *g, float *m, size_t n, float rate, float momentum,
               bool nesterov) {
  moving s = {.w = w, .g = g, .slots = {m}, .rate = rate, .settings = {momentum}, .nesterov = nesterov};
  assay_workers_share(n, parameters_worth_sharing, sgd_stretch, &s);
}

void assay_adam(float *w, const float *g, float *m, float *v, size_t n, float alpha, float beta1,
                float beta2, float epsilon, float decay) {
  moving s = {
      .w = w, .g = g, .slots = {m, v}, .rate = alpha, .settings = {beta1, beta2, epsilon},
      .decay = decay};
  assay_workers_share(n, parameters_worth_sharing, adam_stretch, &s);
}

void assay_rmsprop(float *w, const float *g, float *v, float *m, float *a, size_t n, float rate,
                   float rho, float momentum, float epsilon) {
  moving s = {
      .w = w, .g = g, .slots = {v, m, a}, .rate = rate, .settings = {rho, momentum, epsilon}};
  assay_workers_share(n, parameters_worth_sharing, rmsprop_stretch, &s);
}
