// Matrix products whose right side is packed once and used many times, by one thread: the steps of a
// recurrence.
#ifndef ASSAY_PACKED_PRODUCT_H
#define ASSAY_PACKED_PRODUCT_H

#include <stdbool.h>
#include <stddef.h>

// A packed matrix B of `depth` rows and `width` columns takes this many floats. Blocks are packed one
// after the other; where none is packed the memory must hold zeros.
static inline size_t assay_packed_size(size_t depth, size_t width) {
  return depth * ((width + 15) / 16 * 16);
}

// Packs op(b), of k rows and n columns, as the block of B that begins at row q and column j, which is
// a multiple of 16.
void assay_pack_block(
    float *packed, ptrdiff_t depth, ptrdiff_t width, ptrdiff_t q, ptrdiff_t j, bool transpose,
    ptrdiff_t k, ptrdiff_t n, const float *b, ptrdiff_t ldb);

// C = A·B or C += A·B, of m rows, n columns and depth k. Every element is one chain of fused
// multiply-adds over ascending k, which starts at 0 or at C.
void assay_packed_product(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a, ptrdiff_t lda, const float *packed,
    float *c, ptrdiff_t ldc, bool accumulate);

#endif
