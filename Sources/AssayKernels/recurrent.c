#include "include/recurrent.h"

#include <string.h>

#include "packed_product.h"
#include "recurrent_cells.h"

#define ASSAY_BODY "recurrent.body.h"
#include "per_instruction_set.h"

static size_t whole_vectors(size_t n) { return (n + 15) / 16 * 16; }

// One run of a recurrence, with everything where it lies in memory. A row of `states` is [h, x]: the
// state before a step beside the step's inputs, so that both meet their weights in one product.
typedef struct {
  assay_recurrence_t shape;
  assay_recurrence_inputs_t inputs;
  float *y;                // or null on the way back
  size_t padded;           // units, filled up to whole vectors
  size_t width;            // floats of a row of z
  size_t joint;            // columns of z that x and h come to by one product
  size_t source_blocks;    // blocks of units in the weights
  size_t state_row;
  size_t state_step, z_step, c_step;  // from one step to the next; 0 where no step is kept
  float *states, *z, *c, *bias;
  float *joint_weights, *input_weights, *state_weights;  // packed; the last two of GRUs

  // On the way back.
  const float *dy;
  assay_recurrence_gradients_t to;
  float *dh, *dc, *dbias, *through, *sums;
  float *state_back, *candidate_back, *input_back;  // packed transposes
} run;

static bool is_gru(const run *u) {
  return u->shape.cell == ASSAY_GRU || u->shape.cell == ASSAY_GRU_RESET_BEFORE;
}

// The next floats of the memory; counts only when there is none yet.
static float *take(float **memory, size_t *used, size_t count) {
  float *at = *memory ? *memory + *used : NULL;
  *used += whole_vectors(count);
  return at;
}

static run plan(const assay_recurrence_t *shape, float *memory, bool keeps, size_t *used) {
  run u = {.shape = *shape, .padded = whole_vectors(shape->units)};
  bool gru = is_gru(&u), lstm = shape->cell == ASSAY_LSTM;
  size_t n = u.padded, k = n + shape->inputs, rows = shape->rows;
  u.width = (gru || lstm ? 4 : 1) * n;
  u.joint = gru ? 2 * n : u.width;
  u.source_blocks = gru ? 3 : u.width / n;
  u.state_row = whole_vectors(k);
  u.state_step = keeps ? rows * u.state_row : 0;
  u.z_step = keeps ? rows * u.width : 0;
  u.c_step = keeps && lstm ? rows * n : 0;
  size_t steps = keeps ? shape->steps : 1, states = keeps ? shape->steps + 1 : 1;
  *used = 0;
  u.states = take(&memory, used, states * rows * u.state_row);
  u.z = take(&memory, used, steps * rows * u.width);
  u.c = take(&memory, used, lstm ? states * rows * n : 0);
  u.bias = take(&memory, used, u.width);
  u.joint_weights = take(&memory, used, assay_packed_size(k, u.joint));
  u.input_weights = take(&memory, used, gru ? assay_packed_size(shape->inputs, n) : 0);
  u.state_weights = take(&memory, used, gru ? assay_packed_size(n, n) : 0);
  return u;
}

size_t assay_recurrence_memory(const assay_recurrence_t *shape, bool keeps) {
  size_t used;
  plan(shape, NULL, keeps, &used);
  return used;
}

// Packs blocks of units of the kernel and of the recurrent kernel: those at `from` and after it.
static void pack_weights(const run *u, float *to, size_t width, size_t from, size_t blocks,
                         bool with_state, bool with_inputs) {
  ptrdiff_t n = (ptrdiff_t)u->padded, units = (ptrdiff_t)u->shape.units;
  ptrdiff_t inputs = (ptrdiff_t)u->shape.inputs, source = (ptrdiff_t)u->source_blocks * units;
  ptrdiff_t depth = (with_state ? n : 0) + (with_inputs ? inputs : 0);
  if (n != units) memset(to, 0, assay_packed_size((size_t)depth, width) * sizeof(float));
  for (size_t g = 0; g < blocks; g++) {
    ptrdiff_t column = (ptrdiff_t)g * n, at = (ptrdiff_t)(from + g) * units;
    if (with_state)
      assay_pack_block(to, depth, (ptrdiff_t)width, 0, column, false, units, units,
                       u->inputs.recurrent + at, source);
    if (with_inputs)
      assay_pack_block(to, depth, (ptrdiff_t)width, with_state ? n : 0, column, false, inputs, units,
                       u->inputs.kernel + at, source);
  }
}

// The bias in padded blocks. A GRU's two are one where they meet before a function.
static void lay_out_bias(const run *u) {
  size_t units = u->shape.units, n = u->padded;
  const float *b = u->inputs.bias;
  memset(u->bias, 0, u->width * sizeof(float));
  for (size_t g = 0; g < u->source_blocks; g++)
    memcpy(u->bias + g * n, b + g * units, units * sizeof(float));
  if (u->shape.cell != ASSAY_GRU) return;
  for (size_t g = 0; g < 2; g++)
    for (size_t i = 0; i < units; i++) u->bias[g * n + i] += b[(3 + g) * units + i];
  memcpy(u->bias + 3 * n, b + 5 * units, units * sizeof(float));
}

// The input of a step of computing, and where the state after it goes among the outputs.
static size_t input_step(const run *u, size_t s) {
  return u->shape.backwards ? u->shape.steps - 1 - s : s;
}

static size_t output_step(const run *u, size_t s) { return u->shape.aligned ? input_step(u, s) : s; }

static cell_rows cell_at(const run *u, size_t s, size_t first, size_t rows) {
  cell_rows k = {
      .rows = rows, .padded = u->padded, .function = u->shape.function,
      .parameter = u->shape.parameter, .z_row = u->width, .h_row = u->state_row, .bias = u->bias};
  k.z = u->z + s * u->z_step + first * u->width;
  k.h = u->states + s * u->state_step + first * u->state_row;
  k.h_next = u->states + (s + 1) * u->state_step + first * u->state_row;
  k.c = u->c + s * u->c_step + first * u->padded;
  k.c_next = u->c + (s + 1) * u->c_step + first * u->padded;
  if (u->inputs.mask) {
    k.mask = u->inputs.mask + first * u->shape.steps + input_step(u, s);
    k.mask_row = u->shape.steps;
  }
  return k;
}

static void product(size_t rows, size_t n, size_t k, const float *a, size_t lda, const float *packed,
                    float *c, size_t ldc, bool accumulate) {
  assay_packed_product((ptrdiff_t)rows, (ptrdiff_t)n, (ptrdiff_t)k, a, (ptrdiff_t)lda, packed, c,
                       (ptrdiff_t)ldc, accumulate);
}

static void start_state(float *to, size_t row, size_t padded, const float *from, size_t units,
                        size_t first, size_t rows) {
  for (size_t r = 0; r < rows; r++) {
    memset(to + r * row, 0, padded * sizeof(float));
    if (from) memcpy(to + r * row, from + (first + r) * units, units * sizeof(float));
  }
}

// All steps of some rows.
static void forward_rows(const run *u, size_t first, size_t rows) {
  const assay_recurrence_t *shape = &u->shape;
  size_t n = u->padded, units = shape->units, inputs = shape->inputs, width = u->width;
  start_state(u->states + first * u->state_row, u->state_row, n, u->inputs.h, units, first, rows);
  if (shape->cell == ASSAY_LSTM)
    start_state(u->c + first * n, n, n, u->inputs.c, units, first, rows);
  for (size_t s = 0; s < shape->steps; s++) {
    cell_rows k = cell_at(u, s, first, rows);
    float *state = u->states + s * u->state_step + first * u->state_row;
    for (size_t r = 0; r < rows; r++)
      memcpy(state + r * u->state_row + n,
             u->inputs.x + ((first + r) * shape->steps + input_step(u, s)) * inputs,
             inputs * sizeof(float));
    product(rows, u->joint, n + inputs, state, u->state_row, u->joint_weights, k.z, width, false);
    if (is_gru(u))
      product(rows, n, inputs, state + n, u->state_row, u->input_weights, k.z + 2 * n, width, false);
    switch (shape->cell) {
      case ASSAY_SIMPLE_RNN: ASSAY_CALL(simple_forward)(&k); break;
      case ASSAY_LSTM: ASSAY_CALL(lstm_forward)(&k); break;
      case ASSAY_GRU:
        product(rows, n, n, state, u->state_row, u->state_weights, k.z + 3 * n, width, false);
        ASSAY_CALL(gru_forward)(&k);
        break;
      case ASSAY_GRU_RESET_BEFORE:
        ASSAY_CALL(reset_forward)(&k);
        product(rows, n, n, k.z + 3 * n, width, u->state_weights, k.z + 2 * n, width, true);
        ASSAY_CALL(candidate_forward)(&k);
        break;
    }
    if (!shape->sequences && s + 1 < shape->steps) continue;
    size_t steps = shape->sequences ? shape->steps : 1;
    size_t at = shape->sequences ? output_step(u, s) : 0;
    for (size_t r = 0; r < rows; r++)
      memcpy(u->y + ((first + r) * steps + at) * units, k.h_next + r * u->state_row,
             units * sizeof(float));
  }
}

static void backward_rows(const run *u, size_t first, size_t rows) {
  const assay_recurrence_t *shape = &u->shape;
  const assay_recurrence_gradients_t *to = &u->to;
  size_t n = u->padded, units = shape->units, inputs = shape->inputs, width = u->width;
  size_t steps = shape->steps;
  float *dh = u->dh + first * n;
  start_state(dh, n, n, shape->sequences ? NULL : u->dy, units, first, rows);
  memset(u->dc + first * n, 0, rows * n * sizeof(float));
  memset(u->dbias + first * width, 0, rows * width * sizeof(float));
  for (size_t s = steps; s-- > 0;) {
    cell_rows k = cell_at(u, s, first, rows);
    k.dh = dh;
    k.dc = u->dc + first * n;
    k.dbias = u->dbias + first * width;
    k.through = u->through + first * n;
    if (shape->sequences)
      for (size_t r = 0; r < rows; r++) {
        const float *dy = u->dy + ((first + r) * steps + output_step(u, s)) * units;
        for (size_t i = 0; i < units; i++) dh[r * n + i] += dy[i];
      }
    bool goes_on = s > 0 || to->h;
    switch (shape->cell) {
      case ASSAY_SIMPLE_RNN: ASSAY_CALL(simple_backward)(&k); break;
      case ASSAY_LSTM: ASSAY_CALL(lstm_backward)(&k); break;
      case ASSAY_GRU:
        ASSAY_CALL(gru_backward)(&k);
        if (goes_on)
          product(rows, units, n, k.z + 3 * n, width, u->candidate_back, dh, n, true);
        break;
      case ASSAY_GRU_RESET_BEFORE:
        ASSAY_CALL(candidate_backward)(&k);
        product(rows, n, n, k.z + 2 * n, width, u->candidate_back, k.through, n, false);
        ASSAY_CALL(reset_backward)(&k);
        break;
    }
    if (goes_on) product(rows, units, u->joint, k.z, width, u->state_back, dh, n, true);
    if (to->x)
      product(rows, inputs, u->source_blocks * n, k.z, width, u->input_back,
              to->x + (first * steps + input_step(u, s)) * inputs, steps * inputs,
              to->x_accumulates);
  }
}

// Rows that go through all steps together: what they need of a step stays in the second-level cache.
enum { most_rows = 64, row_grain = 4 };

typedef struct {
  const run *run;
  void (*body)(const run *, size_t first, size_t rows);
  size_t tasks;
} sharing;

static size_t boundary(size_t rows, size_t tasks, size_t task) {
  size_t at = (rows + row_grain - 1) / row_grain * task / tasks * row_grain;
  return at < rows ? at : rows;
}

static void share_task(void *context, int task) {
  const sharing *s = context;
  size_t rows = s->run->shape.rows;
  size_t end = boundary(rows, s->tasks, (size_t)task + 1);
  for (size_t first = boundary(rows, s->tasks, (size_t)task); first < end; first += most_rows)
    s->body(s->run, first, end - first < most_rows ? end - first : most_rows);
}

static void share(const run *u, void (*body)(const run *, size_t, size_t)) {
  const assay_recurrence_t *shape = &u->shape;
  double operations = 2.0 * (double)shape->rows * (double)shape->steps *
                      (double)(u->padded + shape->inputs) * (double)u->width;
  size_t threads = operations < 3e6 ? 1 : (size_t)assay_workers_count();
  size_t grains = (shape->rows + row_grain - 1) / row_grain;
  sharing s = {u, body, threads < grains ? threads : grains};
  if (s.tasks > 0) assay_workers_run((int)s.tasks, share_task, &s);
}

void assay_recurrence(const assay_recurrence_t *shape, assay_recurrence_inputs_t inputs,
                      float *memory, bool keeps, float *y) {
  size_t used;
  run u = plan(shape, memory, keeps, &used);
  u.inputs = inputs;
  u.y = y;
  lay_out_bias(&u);
  pack_weights(&u, u.joint_weights, u.joint, 0, u.joint / u.padded, true, true);
  if (is_gru(&u)) {
    pack_weights(&u, u.input_weights, u.padded, 2, 1, false, true);
    pack_weights(&u, u.state_weights, u.padded, 2, 1, true, false);
  }
  share(&u, forward_rows);
}

static void plan_pullback(run *u, float *memory, size_t *used) {
  size_t n = u->padded, rows = u->shape.rows, k = n + u->shape.inputs;
  *used = 0;
  u->dh = take(&memory, used, rows * n);
  u->dc = take(&memory, used, rows * n);
  u->through = take(&memory, used, rows * n);
  u->dbias = take(&memory, used, rows * u->width);
  u->sums = take(&memory, used, k * u->joint > u->width ? k * u->joint : u->width);
  u->state_back = take(&memory, used, assay_packed_size(u->joint, n));
  u->candidate_back = take(&memory, used, assay_packed_size(n, n));
  u->input_back = take(&memory, used, assay_packed_size(u->source_blocks * n, u->shape.inputs));
}

size_t assay_recurrence_pullback_memory(const assay_recurrence_t *shape) {
  size_t used;
  run u = plan(shape, NULL, true, &used);
  plan_pullback(&u, NULL, &used);
  return used;
}

// Packs the transpose of some blocks of weights, [rows of the weights, blocks of units].
static void pack_transpose(const run *u, float *to, const float *weights, size_t rows, size_t from,
                           size_t blocks) {
  ptrdiff_t n = (ptrdiff_t)u->padded, units = (ptrdiff_t)u->shape.units;
  memset(to, 0, assay_packed_size(blocks * u->padded, rows) * sizeof(float));
  for (size_t g = 0; g < blocks; g++)
    assay_pack_block(to, (ptrdiff_t)blocks * n, (ptrdiff_t)rows, (ptrdiff_t)g * n, 0, true, units,
                     (ptrdiff_t)rows, weights + (ptrdiff_t)(from + g) * units,
                     (ptrdiff_t)u->source_blocks * units);
}

// Copies or adds blocks of units, without what fills them up, to their places among the weights.
static void put_blocks(const run *u, const float *from, size_t width, size_t rows, float *to,
                       size_t first_block, size_t blocks, bool accumulates) {
  size_t units = u->shape.units;
  for (size_t r = 0; r < rows; r++)
    for (size_t g = 0; g < blocks; g++) {
      const float *source = from + r * width + g * u->padded;
      float *place = to + (r * u->source_blocks + first_block + g) * units;
      if (!accumulates) memcpy(place, source, units * sizeof(float));
      else for (size_t i = 0; i < units; i++) place[i] += source[i];
    }
}

// Sums over all rows and steps of columns of [h, x] times columns of z's gradients.
static void sum_products(const run *u, const float *a, size_t m, size_t lda, size_t column,
                         size_t columns) {
  assay_matmul(true, false, (ptrdiff_t)m, (ptrdiff_t)columns,
               (ptrdiff_t)(u->shape.rows * u->shape.steps), a, (ptrdiff_t)lda, u->z + column,
               (ptrdiff_t)u->width, u->sums, (ptrdiff_t)columns, false, 0);
}

static void weights_pullback(const run *u) {
  const assay_recurrence_gradients_t *to = &u->to;
  size_t n = u->padded, inputs = u->shape.inputs, units = u->shape.units;
  if (to->kernel || to->recurrent) {
    sum_products(u, u->states, n + inputs, u->state_row, 0, u->joint);
    if (to->recurrent)
      put_blocks(u, u->sums, u->joint, units, to->recurrent, 0, u->joint / n,
                 to->recurrent_accumulates);
    if (to->kernel)
      put_blocks(u, u->sums + n * u->joint, u->joint, inputs, to->kernel, 0, u->joint / n,
                 to->kernel_accumulates);
  }
  if (is_gru(u) && to->kernel) {
    sum_products(u, u->states + n, inputs, u->state_row, 2 * n, n);
    put_blocks(u, u->sums, n, inputs, to->kernel, 2, 1, to->kernel_accumulates);
  }
  if (is_gru(u) && to->recurrent) {
    // The fourth block is the gradient of h·R, or, where r comes before R, its left side.
    if (u->shape.cell == ASSAY_GRU) sum_products(u, u->states, n, u->state_row, 3 * n, n);
    else sum_products(u, u->z + 3 * n, n, u->width, 2 * n, n);
    put_blocks(u, u->sums, n, units, to->recurrent, 2, 1, to->recurrent_accumulates);
  }
  if (!to->bias) return;
  assay_sum_rows(u->dbias, u->sums, u->shape.rows, u->width, false);
  put_blocks(u, u->sums, u->width, 1, to->bias, 0, u->source_blocks, to->bias_accumulates);
  if (u->shape.cell != ASSAY_GRU) return;
  put_blocks(u, u->sums, u->width, 1, to->bias, 3, 2, to->bias_accumulates);
  put_blocks(u, u->sums + 3 * n, u->width, 1, to->bias, 5, 1, to->bias_accumulates);
}

static void put_state(const run *u, const float *from, float *to, bool accumulates) {
  if (!to) return;
  for (size_t r = 0; r < u->shape.rows; r++)
    for (size_t i = 0; i < u->shape.units; i++) {
      float *place = to + r * u->shape.units + i;
      *place = (accumulates ? *place : 0.0f) + from[r * u->padded + i];
    }
}

void assay_recurrence_pullback(const assay_recurrence_t *shape, assay_recurrence_inputs_t inputs,
                               float *kept, float *memory, const float *dy,
                               assay_recurrence_gradients_t to) {
  size_t used;
  run u = plan(shape, kept, true, &used);
  plan_pullback(&u, memory, &used);
  u.inputs = inputs;
  u.dy = dy;
  u.to = to;
  bool gru = is_gru(&u);
  pack_transpose(&u, u.state_back, inputs.recurrent, shape->units, 0, u.joint / u.padded);
  if (gru) pack_transpose(&u, u.candidate_back, inputs.recurrent, shape->units, 2, 1);
  if (to.x) pack_transpose(&u, u.input_back, inputs.kernel, shape->inputs, 0, u.source_blocks);
  share(&u, backward_rows);
  weights_pullback(&u);
  put_state(&u, u.dh, to.h, to.h_accumulates);
  if (shape->cell == ASSAY_LSTM) put_state(&u, u.dc, to.c, to.c_accumulates);
}
