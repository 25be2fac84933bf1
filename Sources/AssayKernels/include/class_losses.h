// What probabilities cost, row by row: the terms of log loss and of the Brier score.
//
// A table is row after row: one value, the probability of the class at position 1, or one for each of
// `width` classes. `truth` holds positions of classes, each known to be one.
#ifndef ASSAY_CLASS_LOSSES_H
#define ASSAY_CLASS_LOSSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// logs[i] = -log of the probability given to the row's class, clipped to epsilon ... 1 - epsilon;
// squares[i] = the squared errors, summed over classes from the first one on, and halved for two.
// Either may be NULL. False, and terms without meaning, when a value is outside 0 ... 1 or NaN.
bool assay_class_losses_doubles(const int32_t *truth, const double *table, size_t rows,
                                size_t width, double epsilon, double *logs, double *squares);
bool assay_class_losses_floats(const int32_t *truth, const float *table, size_t rows,
                               size_t width, double epsilon, double *logs, double *squares);

#endif
