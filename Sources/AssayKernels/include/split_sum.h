// Sums of doubles without rounding, in blocks: terms are split at fixed binary digits and counted as
// integers, which add up in any order to the same sum.
#ifndef ASSAY_SPLIT_SUM_H
#define ASSAY_SPLIT_SUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The most terms of one call: smaller than 2^11, they stay within the counters.
#define ASSAY_SPLIT_TERMS 1024

// A sum is these counters times 2^-40, 2^-87 and 2^-134, and the `rests`: what is left of terms that
// have smaller digits yet, one for each term, all 0 unless `has_rests`.
typedef struct {
  int64_t large;
  int64_t small;
  int64_t tiny;
  bool has_rests;
} assay_split_sum_t;

// The sum of n <= ASSAY_SPLIT_TERMS terms. False, and a sum without meaning, when the size of a term
// is 2^11 or more, or NaN.
bool assay_split_sum(const double *terms, size_t n, assay_split_sum_t *sum, double *rests);

// products[i] = x[i] y[i] rounded, and errors[i] what rounding took from it: 0 where the product is
// 0 or not finite.
void assay_exact_products(const double *x, const double *y, size_t n, double *products,
                          double *errors);

#endif
