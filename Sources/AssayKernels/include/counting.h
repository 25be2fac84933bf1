// Counting pairs of class indices, and looking over arrays of numbers.
#ifndef ASSAY_COUNTING_H
#define ASSAY_COUNTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Adds to table[truth * classes + prediction] how often each pair of indices in 0..<classes occurs.
// Returns n; or the first position where either index is out of range, and then adds nothing.
size_t assay_count_pairs_8(const uint8_t *truth, const uint8_t *predictions, size_t n,
                           size_t classes, int64_t *table);
size_t assay_count_pairs_32(const int32_t *truth, const int32_t *predictions, size_t n,
                            size_t classes, int64_t *table);
size_t assay_count_pairs_64(const int64_t *truth, const int64_t *predictions, size_t n,
                            size_t classes, int64_t *table);

// The same with weights, summed in the order given.
size_t assay_weigh_pairs_8(const uint8_t *truth, const uint8_t *predictions,
                           const double *weights, size_t n, size_t classes, double *table);
size_t assay_weigh_pairs_32(const int32_t *truth, const int32_t *predictions,
                            const double *weights, size_t n, size_t classes, double *table);
size_t assay_weigh_pairs_64(const int64_t *truth, const int64_t *predictions,
                            const double *weights, size_t n, size_t classes, double *table);

// The position of the first NaN or infinity, n if there is none; and the smallest and largest of the
// values before it (infinity and -infinity if there are none; a zero is positive).
size_t assay_scan_floats(const float *x, size_t n, float *least, float *greatest);
size_t assay_scan_doubles(const double *x, size_t n, double *least, double *greatest);

#endif
