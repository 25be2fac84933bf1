#include <string.h>

#include "convolution_frame.h"
#include "convolution_taps.h"
#include "instruction_sets.h"

// What all positions share: their taps, and results of `columns` numbers each.
typedef struct {
  const float *packed;  // the weights, a block of vectors of 16 columns after the other
  const float *bias;
  ptrdiff_t depth, columns;
  ptrdiff_t vectors;  // in a block
  plan plan;
  bool relu, adds;
} walk;

// What the taps of the weights share.
typedef struct {
  const ptrdiff_t *offset;  // of each tap
  ptrdiff_t rows, columns, row_step, column_step;  // of the positions
  ptrdiff_t filters;
} weighing;

#define UNROLL _Pragma("clang loop unroll(full)")
#define ASSAY_BODY "convolution.body.h"
#include "per_instruction_set.h"

typedef struct {
  assay_instruction_set_t set;
  walk walk;
  const float *from;
  float *to;
  size_t sources, results;  // of an image
  ptrdiff_t batch, parts;
  assay_function_t function;
  float parameter;
} convolving;

static void convolve_part(void *context, int part) {
  const convolving *c = context;
  const ptrdiff_t end = c->batch * (part + 1) / c->parts, most = c->walk.plan.images;
  for (ptrdiff_t n = c->batch * part / c->parts, images; n < end; n += images) {
    images = end - n < most ? end - n : most;
    const float *x = c->from + (size_t)n * c->sources;
    float *y = c->to + (size_t)n * c->results;
#if defined(__x86_64__)
    if (c->set == ASSAY_AVX512) convolve_avx512(&c->walk, images, x, y);
    else if (c->set == ASSAY_AVX2) convolve_avx2(&c->walk, images, x, y);
    else
#endif
      convolve_portable(&c->walk, images, x, y);
    if (c->function != ASSAY_IDENTITY && !c->walk.relu)
      assay_map(c->function, c->parameter, y, y, (size_t)images * c->results);
  }
}

// Into how many parts to split: waking a thread pays from some millions of operations on.
static ptrdiff_t parts_worth(double operations, ptrdiff_t most) {
  if (operations < 3e6) return 1;
  const ptrdiff_t parts = assay_workers_count();
  return parts < most ? parts : most;
}

static double operations(const assay_convolution_t *s) {
  return 2.0 * (double)s->batch * (double)(s->rows * s->columns) * (double)s->filters *
         (double)(s->kernel_height * s->kernel_width * s->channels);
}

// Where weight k of column j lies: in order, or for the way back with the taps reversed and inputs
// and outputs exchanged.
static float weight(const assay_convolution_t *s, const float *w, bool back, ptrdiff_t k, ptrdiff_t j) {
  if (!back) return w[k * s->filters + j];
  const ptrdiff_t taps = s->kernel_height * s->kernel_width;
  const ptrdiff_t tap = taps - 1 - k / s->filters;
  return w[(tap * s->channels + j) * s->filters + k % s->filters];
}

// How many images at a time: enough that positions with few fellows, at the edges, fill a tile
// together, and not more than the second-level cache holds.
static ptrdiff_t images_at_a_time(ptrdiff_t positions) {
  const ptrdiff_t images = 2048 / positions;
  return images < 1 ? 1 : images > 8 ? 8 : images;
}

// Convolves each image of a batch. On the way back `from` are gradients of results, `to` of data.
static void convolve(
    assay_instruction_set_t set, const assay_convolution_t *s, bool back, const float *from,
    const float *w, const float *bias, float *to, bool adds, assay_function_t function,
    float parameter) {
  const ptrdiff_t outputs = back ? s->channels : s->filters;
  const ptrdiff_t inputs = back ? s->filters : s->channels;
  const ptrdiff_t rows = back ? s->height : s->rows, columns = back ? s->width : s->columns;
  const ptrdiff_t height = back ? s->rows : s->height, width = back ? s->columns : s->width;
  const ptrdiff_t depth = s->kernel_height * s->kernel_width * inputs;
  if (s->batch <= 0 || rows <= 0 || columns <= 0 || outputs <= 0) return;
  const ptrdiff_t vectors = set == ASSAY_AVX512 && outputs > 16 ? 2 : 1;
  const ptrdiff_t block = 16 * vectors, blocks = (outputs + block - 1) / block;

  float *packed = assay_allocate(sizeof(float) * (size_t)(blocks * block * (depth + 1)));
  for (ptrdiff_t b = 0; b < blocks; ++b)
    for (ptrdiff_t k = 0; k < depth; ++k)
      for (ptrdiff_t l = 0, j = b * block; l < block; ++l, ++j)
        packed[(b * depth + k) * block + l] = j < outputs ? weight(s, w, back, k, j) : 0;
  float *padded_bias = packed + blocks * block * depth;
  for (ptrdiff_t j = 0; bias && j < blocks * block; ++j) padded_bias[j] = j < outputs ? bias[j] : 0;

  const axis down = axis_of(
      back, rows, height, s->kernel_height, s->stride_height, s->dilation_height, s->top);
  const axis along = axis_of(
      back, columns, width, s->kernel_width, s->stride_width, s->dilation_width, s->left);
  const plan p =
      plan_of(&down, &along, height, width, inputs, outputs, images_at_a_time(rows * columns));
  free(down.reaches);
  free(along.reaches);
  convolving c = {
      .set = set,
      .walk = {packed, bias ? padded_bias : NULL, depth, outputs, vectors, p,
               function == ASSAY_RELU, adds},
      .from = from, .to = to, .sources = (size_t)(height * width * inputs),
      .results = (size_t)(rows * columns * outputs), .batch = s->batch,
      .parts = parts_worth(operations(s), s->batch), .function = function, .parameter = parameter};
  assay_workers_run((int)c.parts, convolve_part, &c);
  free(p.regions);
  free(p.places);
  free(p.runs);
  free(packed);
}

static void forward(
    assay_instruction_set_t set, const assay_convolution_t *s, const float *x, const float *w,
    const float *bias, float *y, assay_function_t function, float parameter) {
  convolve(set, s, false, x, w, bias, y, false, function, parameter);
}

// The gradient of the data is a convolution as well: of dz, with the weights reversed.
static void back_to_data(
    assay_instruction_set_t set, const assay_convolution_t *s, const float *w, const float *dz,
    float *dx, bool accumulates) {
  convolve(set, s, true, dz, w, NULL, dx, accumulates, ASSAY_IDENTITY, 0);
}

typedef struct {
  assay_instruction_set_t set;
  weighing weighing;
  frame frame;
  const float *x, *dz;
  float *dw;
  ptrdiff_t batch, taps, tap_parts, column_parts;
} weighing_all;

static void weigh_part(void *context, int part) {
  const weighing_all *c = context;
  const bool whole = is_whole(&c->frame);
  const size_t count = (size_t)(c->frame.image_height * c->frame.image_width * c->frame.channels);
  const size_t results = (size_t)(c->weighing.rows * c->weighing.columns * c->weighing.filters);
  // Bands of taps, and of 16 columns.
  const ptrdiff_t row = part / c->column_parts, column = part % c->column_parts;
  const ptrdiff_t column_tiles = (c->weighing.filters + 15) / 16;
  const ptrdiff_t tap = c->taps * row / c->tap_parts, tap_end = c->taps * (row + 1) / c->tap_parts;
  const ptrdiff_t first = column_tiles * column / c->column_parts * 16;
  ptrdiff_t end = column_tiles * (column + 1) / c->column_parts * 16;
  if (end > c->weighing.filters) end = c->weighing.filters;

  const size_t framed = whole ? 0 : frame_count(&c->frame);
  const size_t panel = 16 * (size_t)(c->weighing.rows * c->weighing.columns);
  float *room = assay_allocate(sizeof(float) * (framed + panel)), *columns = room + framed;
  for (ptrdiff_t n = 0; n < c->batch; ++n) {
    const float *image = c->x + (size_t)n * count, *dz = c->dz + (size_t)n * results;
    if (!whole) put_into_frame(&c->frame, image, room), image = room;
#define WEIGH(set) weigh_##set(&c->weighing, tap, tap_end, first, end, image, dz, columns, c->dw)
#if defined(__x86_64__)
    if (c->set == ASSAY_AVX512) WEIGH(avx512);
    else if (c->set == ASSAY_AVX2) WEIGH(avx2);
    else
#endif
      WEIGH(portable);
#undef WEIGH
  }
  free(room);
}

static void back_to_weights(
    assay_instruction_set_t set, const assay_convolution_t *s, const float *x, const float *dz,
    float *dw, bool accumulates) {
  const frame f = frame_of_data(s);
  const ptrdiff_t taps = s->kernel_height * s->kernel_width * s->channels;
  if (!accumulates) memset(dw, 0, sizeof(float) * (size_t)(taps * s->filters));
  if (taps <= 0) return;
  ptrdiff_t *offset = assay_allocate(sizeof(ptrdiff_t) * (size_t)taps);
  for (ptrdiff_t k = 0; k < taps; ++k) {
    const ptrdiff_t u = k / s->channels / s->kernel_width, v = k / s->channels % s->kernel_width;
    offset[k] =
        (u * s->dilation_height * f.width + v * s->dilation_width) * s->channels + k % s->channels;
  }
  weighing_all c = {
      .set = set,
      .weighing = {offset, s->rows, s->columns, s->stride_height * f.width * s->channels,
                   s->stride_width * s->channels, s->filters},
      .frame = f, .x = x, .dz = dz, .dw = dw, .batch = s->batch, .taps = taps};
  const ptrdiff_t column_tiles = (s->filters + 15) / 16;
  const ptrdiff_t parts = parts_worth(operations(s), taps * column_tiles);
  c.column_parts = column_tiles < parts ? column_tiles : parts;
  c.tap_parts = (parts + c.column_parts - 1) / c.column_parts;
  assay_workers_run((int)(c.column_parts * c.tap_parts), weigh_part, &c);
  free(offset);
}

typedef struct {
  const float *y;
  float *dy, *sums;
  ptrdiff_t batch, parts, positions, filters;
  assay_function_t function;
  float parameter;
} bias_pullback;

static void bias_part(void *context, int part) {
  const bias_pullback *c = context;
  const size_t count = (size_t)(c->positions * c->filters);
  const ptrdiff_t end = c->batch * (part + 1) / c->parts;
  for (ptrdiff_t n = c->batch * part / c->parts; n < end; ++n) {
    const float *y = c->y + (size_t)n * count;
    float *dy = c->dy + (size_t)n * count;
    if (c->function != ASSAY_IDENTITY)
      assay_map_pullback(c->function, c->parameter, y, y, dy, dy, count, false);
    if (c->sums)
      assay_sum_rows(dy, c->sums + n * c->filters, (size_t)c->positions, (size_t)c->filters, false);
  }
}

void assay_convolution(
    const assay_convolution_t *shape, const float *x, const float *w, const float *bias, float *y,
    assay_function_t function, float parameter) {
  forward(assay_instruction_set(), shape, x, w, bias, y, function, parameter);
}

void assay_convolution_bias_pullback(
    const assay_convolution_t *s, const float *y, float *dy, assay_function_t function,
    float parameter, float *dbias, bool accumulates) {
  const size_t sums = (size_t)(s->batch * s->filters);
  bias_pullback c = {
      y, dy, dbias ? assay_allocate(sizeof(float) * sums) : NULL, s->batch, 1, s->rows * s->columns,
      s->filters, function, parameter};
  c.parts = parts_worth(16.0 * (double)c.positions * (double)sums, s->batch);
  assay_workers_run((int)c.parts, bias_part, &c);
  if (dbias) assay_sum_rows(c.sums, dbias, (size_t)s->batch, (size_t)s->filters, accumulates);
  free(c.sums);
}

void assay_convolution_data_pullback(
    const assay_convolution_t *shape, const float *w, const float *dz, float *dx, bool accumulates) {
  back_to_data(assay_instruction_set(), shape, w, dz, dx, accumulates);
}

void assay_convolution_weights_pullback(
    const assay_convolution_t *shape, const float *x, const float *dz, float *dw, bool accumulates) {
  back_to_weights(assay_instruction_set(), shape, x, dz, dw, accumulates);
}

bool assay_convolution_using(
    assay_instruction_set_t set, const assay_convolution_t *shape, const float *x, const float *w,
    float *y, const float *dz, float *dx, float *dw) {
  if (set > assay_instruction_set()) return false;
  forward(set, shape, x, w, NULL, y, ASSAY_IDENTITY, 0);
  back_to_data(set, shape, w, dz, dx, false);
  back_to_weights(set, shape, x, dz, dw, false);
  return true;
}
