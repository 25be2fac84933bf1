// Recurrent layers: a state that each step of a sequence moves on.
#ifndef ASSAY_RECURRENT_H
#define ASSAY_RECURRENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "elementwise.h"

// With x the inputs of a step, h the state before and h′ the one after it:
//
// ASSAY_SIMPLE_RNN  h′ = f(x·W + h·R + b)
// ASSAY_LSTM        i, f, g, o = blocks of x·W + h·R + b
//                   c′ = σ(f)·c + σ(i)·tanh(g),  h′ = σ(o)·tanh(c′)
// ASSAY_GRU         z, r = σ of blocks of x·W + h·R + b₀ + b₁
//                   g = tanh(x·W + b₀ + r·(h·R + b₁)) of the third,  h′ = z·h + (1 − z)·g
// ASSAY_GRU_RESET_BEFORE
//                   g = tanh(x·W + (r·h)·R + b) of the third block, the rest as above
//
// W is [inputs, blocks · units], R [units, blocks · units]; blocks stand in the order i, f, g, o and
// z, r, g. b is [blocks · units], but of ASSAY_GRU [2, 3 · units].
typedef enum {
  ASSAY_SIMPLE_RNN,
  ASSAY_LSTM,
  ASSAY_GRU,
  ASSAY_GRU_RESET_BEFORE,
} assay_cell_t;

typedef struct {
  assay_cell_t cell;
  size_t rows, steps, inputs, units;
  assay_function_t function;  // of ASSAY_SIMPLE_RNN: one whose derivative follows from its value
  float parameter;
  bool backwards;  // the last step is the first one done
  bool sequences;  // the outputs are the states after each step, else the state at the end
  bool aligned;    // the state after a step stands where its inputs stand, else in the order of doing
} assay_recurrence_t;

typedef struct {
  const float *x;  // [rows, steps, inputs]
  const float *kernel, *recurrent, *bias;
  const float *mask;  // [rows, steps], or null: where it is 0, the step leaves the state as it is
  const float *h, *c;  // the state at the start [rows, units], or null: zeros
} assay_recurrence_inputs_t;

// How many floats of memory a run needs; with `keeps` those of all steps, for the pullback.
size_t assay_recurrence_memory(const assay_recurrence_t *shape, bool keeps);

// y: [rows, steps, units] or [rows, units]. Memory is aligned to 64 bytes.
//
// Rows are shared out over threads, each of which goes through all steps alone. A row's bits depend on
// nothing but the row: every sum is a chain of fused multiply-adds, over h first, then over x.
void assay_recurrence(const assay_recurrence_t *shape, assay_recurrence_inputs_t inputs,
                      float *memory, bool keeps, float *y);

// Gradients, each of which may be null.
typedef struct {
  float *x, *kernel, *recurrent, *bias, *h, *c;
  bool x_accumulates, kernel_accumulates, recurrent_accumulates, bias_accumulates, h_accumulates,
      c_accumulates;
} assay_recurrence_gradients_t;

// How many floats the pullback needs beside what the run kept.
size_t assay_recurrence_pullback_memory(const assay_recurrence_t *shape);

// From dy to the gradients. What the run kept is used up. The gradients of the weights are one product
// over all rows and steps.
void assay_recurrence_pullback(const assay_recurrence_t *shape, assay_recurrence_inputs_t inputs,
                               float *kept, float *memory, const float *dy,
                               assay_recurrence_gradients_t to);

#endif
