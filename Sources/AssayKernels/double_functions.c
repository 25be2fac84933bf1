#define ASSAY_BODY "double_functions.body.h"
#include "per_instruction_set.h"

double assay_exp_of(double x) { return ASSAY_CALL(exp_one)(x); }

double assay_expm1_of(double x) { return ASSAY_CALL(expm1_one)(x); }

double assay_log_of(double x) { return ASSAY_CALL(log_one)(x); }

double assay_log1p_of(double x) { return ASSAY_CALL(log1p_one)(x); }

void assay_exp_doubles(const double *x, double *y, size_t n) { ASSAY_CALL(exp_all)(x, y, n); }

void assay_expm1_doubles(const double *x, double *y, size_t n) { ASSAY_CALL(expm1_all)(x, y, n); }

void assay_log_doubles(const double *x, double *y, size_t n) { ASSAY_CALL(log_all)(x, y, n); }

void assay_log1p_doubles(const double *x, double *y, size_t n) { ASSAY_CALL(log1p_all)(x, y, n); }
