#define ASSAY_BODY "elementwise.body.h"
#include "per_instruction_set.h"

// So many elements at least are worth a thread of their own: some ten microseconds of it.
enum { worth_sharing = 1 << 15 };

typedef struct {
  assay_function_t function;
  float parameter;
  const float *x, *y, *dy;
  float *to;
  size_t columns;
  bool accumulates;
} mapping;

static void map_stretch(void *context, size_t start, size_t end) {
  const mapping *m = context;
  ASSAY_CALL(map)(m->function, m->parameter, m->x + start, m->to + start, end - start);
}

static void map_pullback_stretch(void *context, size_t start, size_t end) {
  const mapping *m = context;
  ASSAY_CALL(map_pullback)(
      m->function, m->parameter, m->x + start, m->y + start, m->dy + start, m->to + start,
      end - start, m->accumulates);
}

static void bias_activation_stretch(void *context, size_t start, size_t end) {
  const mapping *m = context;
  ASSAY_CALL(bias_activation)(
      m->to + start * m->columns, end - start, m->columns, m->x, m->function, m->parameter);
}

void assay_map(assay_function_t function, float parameter, const float *x, float *y, size_t n) {
  mapping m = {.function = function, .parameter = parameter, .x = x, .to = y};
  assay_workers_share(n, worth_sharing, map_stretch, &m);
}

void assay_map_pullback(assay_function_t function, float parameter, const float *x, const float *y,
                        const float *dy, float *dx, size_t n, bool accumulates) {
  mapping m = {function, parameter, x, y, dy, dx, 1, accumulates};
  assay_workers_share(n, worth_sharing, map_pullback_stretch, &m);
}

void assay_combine(assay_operator_t op, const float *a, size_t a_step, const float *b,
                   size_t b_step, float *y, size_t n, bool accumulates) {
  ASSAY_CALL(combine)(op, a, a_step, b, b_step, y, n, accumulates);
}

void assay_bias_activation(float *x, size_t rows, size_t columns, const float *bias,
                           assay_function_t function, float parameter) {
  mapping m = {.function = function, .parameter = parameter, .x = bias, .to = x, .columns = columns};
  assay_workers_share(rows, worth_sharing / (columns ? columns : 1) + 1, bias_activation_stretch, &m);
}
