// Some rows of one step of a recurrence, as the functions of cells see them.
#ifndef ASSAY_RECURRENT_CELLS_H
#define ASSAY_RECURRENT_CELLS_H

#include <stddef.h>

#include "include/elementwise.h"

// Every block of a row is filled up to whole vectors: `padded` floats for each of the units. What
// stands in the filling is finite and never leaves the kernels.
typedef struct {
  size_t rows, padded;
  assay_function_t function;
  float parameter;
  const float *mask;  // of the first row; null for none
  size_t mask_row;    // floats from one row's mask to the next
  float *z;           // blocks of sums; then gates, kept for the way back; then their gradients
  size_t z_row;
  const float *bias;
  const float *h;  // the state before the step
  float *h_next;   // and after it; may be the same
  size_t h_row;
  const float *c;  // what an LSTM remembers beside; rows of `padded` floats
  float *c_next;
  // On the way back: the gradients of the state after the step, which become those of the state
  // before it as far as no product is needed; and sums of z's gradients over the steps.
  float *dh, *dc, *dbias;
  float *through;  // of a GRU that resets first: the gradient of r·h
} cell_rows;

#endif
