#include <math.h>

#include "allocation.h"
#include "instruction_sets.h"

enum { block_rows = 256 };

typedef enum { SUMS, SQUARES, OUTPUTS, SLOPES, GRADIENTS } normalizing_step;

typedef struct {
  const assay_column_normalization_t *n;
  normalizing_step step;
  const float *gamma, *beta, *dy;
  const double *dbeta, *dgamma;
  float *y;  // the outputs, or the gradient of x
  bool accumulates;
  double *sums;  // of each block
  size_t width;  // of a block's sums
  size_t blocks, parts;
} normalizing;

#define ASSAY_BODY "column_normalization.body.h"
#include "per_instruction_set.h"

static void normalize_part(void *context, int part) {
  const normalizing *c = context;
  const size_t last = c->blocks * ((size_t)part + 1) / c->parts;
  for (size_t b = c->blocks * (size_t)part / c->parts; b < last; ++b) {
    const size_t from = b * block_rows, end = from + block_rows;
    ASSAY_CALL(step_rows)(c, from, end < c->n->rows ? end : c->n->rows, c->sums + b * c->width);
  }
}

// Shares out the blocks over threads where there is work enough to wake them.
static void run(normalizing c) {
  const size_t threads = (size_t)assay_workers_count();
  c.blocks = (c.n->rows + block_rows - 1) / block_rows;
  c.parts = c.n->rows * c.n->columns < 100000 ? 1 : threads < c.blocks ? threads : c.blocks;
  assay_workers_run((int)c.parts, normalize_part, &c);
}

// Runs a step of sums: so many of each block, which are then added up, block after block.
static void run_sums(normalizing c, size_t width, double *totals) {
  const size_t blocks = (c.n->rows + block_rows - 1) / block_rows;
  c.width = width;
  c.sums = assay_allocate(sizeof(double) * blocks * width);
  run(c);
  for (size_t j = 0; j < width; ++j) totals[j] = 0;
  for (size_t b = 0; b < blocks; ++b)
    for (size_t j = 0; j < width; ++j) totals[j] += c.sums[b * width + j];
  free(c.sums);
}

void assay_column_statistics(
    const assay_column_normalization_t *n, double epsilon, double *variance) {
  run_sums((normalizing){.n = n, .step = SUMS}, n->columns, n->mean);
  for (size_t j = 0; j < n->columns; ++j) n->mean[j] /= (double)n->rows;
  run_sums((normalizing){.n = n, .step = SQUARES}, n->columns, variance);
  for (size_t j = 0; j < n->columns; ++j) {
    variance[j] /= (double)n->rows;
    n->inverse[j] = 1 / sqrt(variance[j] + epsilon);
  }
}

void assay_normalize_columns(
    const assay_column_normalization_t *n, const float *gamma, const float *beta, float *y) {
  run((normalizing){.n = n, .step = OUTPUTS, .gamma = gamma, .beta = beta, .y = y});
}

void assay_normalize_columns_slopes(
    const assay_column_normalization_t *n, const float *dy, double *dbeta, double *dgamma) {
  double *both = assay_allocate(sizeof(double) * 2 * n->columns);
  run_sums((normalizing){.n = n, .step = SLOPES, .dy = dy}, 2 * n->columns, both);
  for (size_t j = 0; j < n->columns; ++j) dbeta[j] = both[j], dgamma[j] = both[n->columns + j];
  free(both);
}

void assay_normalize_columns_pullback(
    const assay_column_normalization_t *n, const float *gamma, const double *dbeta,
    const double *dgamma, const float *dy, float *dx, bool accumulates) {
  run((normalizing){
      .n = n, .step = GRADIENTS, .gamma = gamma, .dy = dy, .dbeta = dbeta, .dgamma = dgamma,
      .y = dx, .accumulates = accumulates});
}
