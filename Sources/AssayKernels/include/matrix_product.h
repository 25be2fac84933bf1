#ifndef ASSAY_MATRIX_PRODUCT_H
#define ASSAY_MATRIX_PRODUCT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// C = op(A)·op(B), or C += op(A)·op(B), of float matrices in row-major order.
//
// op(A) has m rows and k columns, op(B) k rows and n columns, C m rows and n columns; op transposes
// where asked. A, B and C are stored with lda, ldb and ldc floats from one row to the next, at least
// as many as a stored row has. C must not overlap A or B. What lies between the rows of C is kept.
// k == 0 gives zeros, or leaves C as it was.
//
// The bits of the result are fixed, as sums of floats depend on their order:
// - An element of C is one chain of fused multiply-adds over ascending k, which starts at 0, or at C:
//   sum = fma(A[i][p], B[p][j], sum).
// - But one output column of an untransposed A (n == 1) is summed in 16 chains: chain l takes the p
//   that leave l when divided by 16; A's row and B are padded with zeros to a multiple of 16. Chain 0
//   starts at C, or at 0 as the others. Then chains l and l + 8 are added, l and l + 4, l and l + 2,
//   l and l + 1. (One chain would wait for each of its sums; 16 fill a vector.)
// The choice depends on the kind of product and on n, never on m: a row's result does not depend on
// the batch it is in. Nothing depends on the strides, on threads or on the instruction set.
//
// threads: into how many parts to split C, each computed by one task of the worker pool; 0 to decide
// by the amount of work and assay_workers_count().
void assay_matmul(
    bool transposeA, bool transposeB, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k,
    const float *a, ptrdiff_t lda, const float *b, ptrdiff_t ldb, float *c, ptrdiff_t ldc,
    bool accumulate, int threads);

// The same with a given instruction set, to compare their bits. Returns false, and does nothing, if
// it is wider than the one in use.
bool assay_matmul_using(
    assay_instruction_set_t set, bool transposeA, bool transposeB, ptrdiff_t m, ptrdiff_t n,
    ptrdiff_t k, const float *a, ptrdiff_t lda, const float *b, ptrdiff_t ldb, float *c,
    ptrdiff_t ldc, bool accumulate, int threads);

#endif
