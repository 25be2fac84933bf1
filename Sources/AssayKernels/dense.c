#define ASSAY_BODY "dense.body.h"
#include "per_instruction_set.h"

// One sweep pays where a block of the kernel fits in registers.
static bool few(size_t k) { return k <= 8; }

void assay_dense(const float *x, const float *w, const float *bias, float *y, size_t rows, size_t k,
                 size_t n, assay_function_t function, float parameter) {
  if (n > 1 && k > 0 && few(k)) {
    ASSAY_CALL(dense_few)(x, w, bias, y, rows, k, n, function, parameter);
    return;
  }
  assay_matmul(false, false, (ptrdiff_t)rows, (ptrdiff_t)n, (ptrdiff_t)k, x, (ptrdiff_t)k, w,
               (ptrdiff_t)n, y, (ptrdiff_t)n, false, 0);
  assay_bias_activation(y, rows, n, bias, function, parameter);
}

void assay_dense_pullback(const float *x, const float *w, const float *y, float *dy, size_t rows,
                          size_t k, size_t n, assay_function_t function, float parameter,
                          assay_dense_gradients_t gradients) {
  if (n > 1 && k > 0 && few(k) && gradients.kernel && gradients.bias) {
    ASSAY_CALL(dense_few_pullback)(x, y, dy, rows, k, n, function, parameter, gradients);
    gradients.bias = gradients.kernel = NULL;
  } else {
    if (function != ASSAY_IDENTITY)
      assay_map_pullback(function, parameter, y, y, dy, dy, rows * n, false);
    if (gradients.bias) assay_sum_rows(dy, gradients.bias, rows, n, gradients.bias_accumulates);
  }
  if (n == 1) {
    ASSAY_CALL(dense_single_pullback)(x, w, dy, rows, k, gradients);
    return;
  }
  if (gradients.kernel)
    assay_matmul(true, false, (ptrdiff_t)k, (ptrdiff_t)n, (ptrdiff_t)rows, x, (ptrdiff_t)k, dy,
                 (ptrdiff_t)n, gradients.kernel, (ptrdiff_t)n, gradients.kernel_accumulates, 0);
  if (gradients.input)
    assay_matmul(false, true, (ptrdiff_t)rows, (ptrdiff_t)k, (ptrdiff_t)n, dy, (ptrdiff_t)n, w,
                 (ptrdiff_t)n, gradients.input, (ptrdiff_t)k, gradients.input_accumulates, 0);
}
