#include <string.h>

#include "include/counting.h"

#define ASSAY_BODY "counting.body.h"
#include "per_instruction_set.h"

size_t assay_count_pairs_8(const uint8_t *truth, const uint8_t *predictions, size_t n,
                           uint8_t least, size_t classes, int64_t *table) {
  return ASSAY_CALL(count_8)(truth, predictions, n, least, classes, table);
}

size_t assay_count_pairs_32(const int32_t *truth, const int32_t *predictions, size_t n,
                            int32_t least, size_t classes, int64_t *table) {
  return ASSAY_CALL(count_32)((const uint32_t *)truth, (const uint32_t *)predictions, n,
                              (uint32_t)least, classes, table);
}

size_t assay_count_pairs_64(const int64_t *truth, const int64_t *predictions, size_t n,
                            int64_t least, size_t classes, int64_t *table) {
  return ASSAY_CALL(count_64)((const uint64_t *)truth, (const uint64_t *)predictions, n,
                              (uint64_t)least, classes, table);
}

size_t assay_weigh_pairs_8(const uint8_t *truth, const uint8_t *predictions,
                           const double *weights, size_t n, size_t classes, double *table) {
  return ASSAY_CALL(weigh_8)(truth, predictions, weights, n, classes, table);
}

size_t assay_weigh_pairs_32(const int32_t *truth, const int32_t *predictions,
                            const double *weights, size_t n, size_t classes, double *table) {
  return ASSAY_CALL(weigh_32)((const uint32_t *)truth, (const uint32_t *)predictions, weights, n,
                              classes, table);
}

size_t assay_weigh_pairs_64(const int64_t *truth, const int64_t *predictions,
                            const double *weights, size_t n, size_t classes, double *table) {
  return ASSAY_CALL(weigh_64)((const uint64_t *)truth, (const uint64_t *)predictions, weights, n,
                              classes, table);
}

void assay_reach_8(const uint8_t *x, size_t n, uint8_t *least, uint8_t *greatest) {
  ASSAY_CALL(reach_8)(x, n, least, greatest);
}

void assay_reach_32(const int32_t *x, size_t n, int32_t *least, int32_t *greatest) {
  ASSAY_CALL(reach_32)(x, n, least, greatest);
}

void assay_reach_64(const int64_t *x, size_t n, int64_t *least, int64_t *greatest) {
  ASSAY_CALL(reach_64)(x, n, least, greatest);
}

size_t assay_scan_floats(const float *x, size_t n, float *least, float *greatest) {
  return ASSAY_CALL(scan_floats)(x, n, least, greatest);
}

size_t assay_scan_doubles(const double *x, size_t n, double *least, double *greatest) {
  return ASSAY_CALL(scan_doubles)(x, n, least, greatest);
}
