#define ASSAY_BODY "float_functions.body.h"
#include "per_instruction_set.h"

void assay_exp(const float *x, float *y, size_t n) { ASSAY_CALL(exp_all)(x, y, n); }

void assay_log(const float *x, float *y, size_t n) { ASSAY_CALL(log_all)(x, y, n); }

void assay_tanh(const float *x, float *y, size_t n) { ASSAY_CALL(tanh_all)(x, y, n); }

void assay_sigmoid(const float *x, float *y, size_t n) { ASSAY_CALL(sigmoid_all)(x, y, n); }
