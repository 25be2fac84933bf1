#define ASSAY_BODY "split_sum.body.h"
#include "per_instruction_set.h"

bool assay_split_sum(const double *terms, size_t n, assay_split_sum_t *sum, double *rests) {
  return ASSAY_CALL(split_sum)(terms, n, sum, rests);
}

void assay_exact_products(const double *x, const double *y, size_t n, double *products,
                          double *errors) {
  ASSAY_CALL(exact_products)(x, y, n, products, errors);
}
