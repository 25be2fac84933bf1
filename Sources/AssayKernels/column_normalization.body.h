// Normalising columns for one instruction set: some rows, 16 columns at a time, in doubles.
#include "first_floats.h"

typedef double FN(d16) __attribute__((vector_size(128)));
typedef double FN(d16_unaligned) __attribute__((vector_size(128), aligned(8), may_alias));

ASSAY_INLINE FN(d16) FN(doubles)(const double *p, int count) {
  if (count == 16) return *(const FN(d16_unaligned) *)p;
  FN(d16) v = {0};
  for (int l = 0; l < count; ++l) v[l] = p[l];
  return v;
}

ASSAY_INLINE FN(d16) FN(floats)(const float *p, int count) {
  return __builtin_convertvector(FN(load_first)(p, count), FN(d16));
}

ASSAY_INLINE void FN(put_doubles)(double *p, FN(d16) v, int count) {
  if (count == 16) *(FN(d16_unaligned) *)p = v;
  else
    for (int l = 0; l < count; ++l) p[l] = v[l];
}

// What a step does with columns j..<j + count of rows from..<end. `step` is constant where this is
// inlined, and `count` where it is 16.
ASSAY_INLINE void FN(step_columns)(
    const int step, const normalizing *c, size_t from, size_t end, size_t j, double *sums,
    const int count) {
  const size_t columns = c->n->columns;
  const FN(d16) zero = {0};
  const FN(d16) mean = step == SUMS ? zero : FN(doubles)(c->n->mean + j, count);
  const FN(d16) inverse =
      step == SUMS || step == SQUARES ? zero : FN(doubles)(c->n->inverse + j, count);
  FN(d16) one = zero, other = zero;
  if (step == OUTPUTS) one = FN(floats)(c->gamma + j, count), other = FN(floats)(c->beta + j, count);
  FN(d16) factor = zero;
  if (step == GRADIENTS) {
    one = FN(doubles)(c->dbeta + j, count) / (double)c->n->rows;
    other = FN(doubles)(c->dgamma + j, count) / (double)c->n->rows;
    factor = FN(floats)(c->gamma + j, count) * inverse;
  }
  for (size_t at = from * columns + j; at < end * columns; at += columns) {
    const FN(d16) x = FN(floats)(c->n->x + at, count);
    if (step == SUMS) {
      one += x;
      continue;
    }
    const FN(d16) centred = x - mean;
    if (step == SQUARES) {
      one += centred * centred;
      continue;
    }
    const FN(d16) hat = centred * inverse;
    if (step == OUTPUTS) {
      FN(store_first)(c->y + at, __builtin_convertvector(one * hat + other, f16), count);
      continue;
    }
    const FN(d16) dy = FN(floats)(c->dy + at, count);
    if (step == SLOPES) {
      one += dy;
      other += dy * hat;
      continue;
    }
    f16 dx = __builtin_convertvector(factor * (dy - one - hat * other), f16);
    if (c->accumulates) dx = FN(load_first)(c->y + at, count) + dx;
    FN(store_first)(c->y + at, dx, count);
  }
  if (step == SUMS || step == SQUARES || step == SLOPES) FN(put_doubles)(sums + j, one, count);
  if (step == SLOPES) FN(put_doubles)(sums + columns + j, other, count);
}

// A step over rows from..<end. The sums of a block go to `sums`.
static void FN(step_rows)(const normalizing *c, size_t from, size_t end, double *sums) {
  for (size_t j = 0; j < c->n->columns; j += 16) {
    const size_t left = c->n->columns - j;
#define STEP(step)                                                           \
  case step:                                                                 \
    if (left >= 16) FN(step_columns)(step, c, from, end, j, sums, 16);       \
    else FN(step_columns)(step, c, from, end, j, sums, (int)left);           \
    break;
    switch (c->step) { STEP(SUMS) STEP(SQUARES) STEP(OUTPUTS) STEP(SLOPES) STEP(GRADIENTS) }
#undef STEP
  }
}
