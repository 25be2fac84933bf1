// Elementary functions of doubles, each within 1 ulp: the same bits on every instruction set, and
// for one number as within an array. NaN propagates; results that underflow become denormals, then
// zero.
#ifndef ASSAY_DOUBLE_FUNCTIONS_H
#define ASSAY_DOUBLE_FUNCTIONS_H

#include <stddef.h>
#include <stdint.h>

double assay_exp_of(double x);
// exp(x) - 1, exact to the last digit near 0 as well.
double assay_expm1_of(double x);
// -infinity at 0, NaN below it.
double assay_log_of(double x);
// log(1 + x), exact to the last digit near 0 as well; -infinity at -1, NaN below it.
double assay_log1p_of(double x);

// The same of n numbers; `y` may be `x`.
void assay_exp_doubles(const double *x, double *y, size_t n);
void assay_expm1_doubles(const double *x, double *y, size_t n);
void assay_log_doubles(const double *x, double *y, size_t n);
void assay_log1p_doubles(const double *x, double *y, size_t n);

#endif
