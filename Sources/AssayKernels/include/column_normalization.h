#ifndef ASSAY_COLUMN_NORMALIZATION_H
#define ASSAY_COLUMN_NORMALIZATION_H

#include <stdbool.h>
#include <stddef.h>

// Bringing the columns of a matrix to mean 0 and variance 1: y = γ·(x − μ)·r + β with r = 1 / √(σ² + ε).
//
// All of it is computed in doubles and rounded once. Sums run down 256 rows after the other, and then
// over the sums of those: they depend neither on threads nor on the instruction set.
typedef struct {
  const float *x;  // rows × columns
  size_t rows, columns;
  double *mean, *inverse;  // μ and r of each column
} assay_column_normalization_t;

// μ, σ² and r of each column of x, for rows > 0. Variances are those of the rows themselves: sums of
// squares by their number.
void assay_column_statistics(
    const assay_column_normalization_t *n, double epsilon, double *variance);

// y = γ·(x − μ)·r + β.
void assay_normalize_columns(
    const assay_column_normalization_t *n, const float *gamma, const float *beta, float *y);

// dβ = Σ dy and dγ = Σ dy·x̂ of each column, with x̂ = (x − μ)·r.
void assay_normalize_columns_slopes(
    const assay_column_normalization_t *n, const float *dy, double *dbeta, double *dgamma);

// dx (+)= γ·r·(dy − dβ/rows − x̂·dγ/rows).
void assay_normalize_columns_pullback(
    const assay_column_normalization_t *n, const float *gamma, const double *dbeta,
    const double *dgamma, const float *dy, float *dx, bool accumulates);

#endif
