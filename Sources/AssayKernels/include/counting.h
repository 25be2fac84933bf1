// Counting pairs of class indices, and looking over arrays of numbers.
#ifndef ASSAY_COUNTING_H
#define ASSAY_COUNTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Adds to table[(truth - least) * classes + prediction - least] how often each pair of whole numbers
// in least..<least + classes occurs.
// Returns n; or the first position where either number is out of range, and then adds nothing.
size_t assay_count_pairs_8(const uint8_t *truth, const uint8_t *predictions, size_t n,
                           uint8_t least, size_t classes, int64_t *table);
size_t assay_count_pairs_32(const int32_t *truth, const int32_t *predictions, size_t n,
                            int32_t least, size_t classes, int64_t *table);
size_t assay_count_pairs_64(const int64_t *truth, const int64_t *predictions, size_t n,
                            int64_t least, size_t classes, int64_t *table);

// The same with weights, summed in the order given, from 0.
size_t assay_weigh_pairs_8(const uint8_t *truth, const uint8_t *predictions,
                           const double *weights, size_t n, size_t classes, double *table);
size_t assay_weigh_pairs_32(const int32_t *truth, const int32_t *predictions,
                            const double *weights, size_t n, size_t classes, double *table);
size_t assay_weigh_pairs_64(const int64_t *truth, const int64_t *predictions,
                            const double *weights, size_t n, size_t classes, double *table);

// Widens least...greatest so that all numbers of an array are in it.
void assay_reach_8(const uint8_t *x, size_t n, uint8_t *least, uint8_t *greatest);
void assay_reach_32(const int32_t *x, size_t n, int32_t *least, int32_t *greatest);
void assay_reach_64(const int64_t *x, size_t n, int64_t *least, int64_t *greatest);

// The position of the first NaN or infinity, n if there is none; and the smallest and largest of the
// values before it (infinity and -infinity if there are none; a zero is positive).
size_t assay_scan_floats(const float *x, size_t n, float *least, float *greatest);
size_t assay_scan_doubles(const double *x, size_t n, double *least, double *greatest);

#endif
