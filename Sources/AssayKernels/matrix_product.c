#include <string.h>

#include "first_floats.h"
#include "instruction_sets.h"
#include "packed_product.h"

#define UNROLL _Pragma("clang loop unroll(full)")

// One product: op(A) and op(B) as steps in memory from one row and from one column to the next.
typedef struct {
  ptrdiff_t m, n, k;
  const float *a;
  ptrdiff_t a_row, a_column;
  const float *b;
  ptrdiff_t b_row, b_column;
  float *c;
  ptrdiff_t c_row;
  bool from_c;  // sums start at C, else at 0
  bool b_padded;  // B's rows are filled up to whole vectors
} product;

// How far A is read before B's next columns are packed, so that A stays in the second-level cache;
// how far k goes before C is put down, so that the packed columns stay in the first.
enum { row_block = 336, depth_block = 320 };

#define ASSAY_BODY "matrix_product.body.h"
#include "per_instruction_set.h"

// The part of the product in C's rows r..<r + m and columns j..<j + n.
static product part_of(const product *whole, ptrdiff_t r, ptrdiff_t m, ptrdiff_t j, ptrdiff_t n) {
  product part = *whole;
  part.m = m;
  part.n = n;
  part.a += r * part.a_row;
  part.b += j * part.b_column;
  part.c += r * part.c_row + j;
  return part;
}

typedef void compute(const product *);

typedef struct {
  const product *whole;
  compute *compute;
  int rows, columns;  // a grid of parts
} sharing;

// Where part i of `parts` begins, in units of `grain` so that few vectors are left partly empty.
static ptrdiff_t boundary(ptrdiff_t size, ptrdiff_t grain, int parts, int i) {
  ptrdiff_t grains = (size + grain - 1) / grain;
  ptrdiff_t at = grains * i / parts * grain;
  return at < size ? at : size;
}

enum { row_grain = 12, column_grain = 32 };

static void compute_part(void *context, int number) {
  const sharing *s = context;
  int row = number / s->columns, column = number % s->columns;
  ptrdiff_t r = boundary(s->whole->m, row_grain, s->rows, row);
  ptrdiff_t r_end = boundary(s->whole->m, row_grain, s->rows, row + 1);
  ptrdiff_t j = boundary(s->whole->n, column_grain, s->columns, column);
  ptrdiff_t j_end = boundary(s->whole->n, column_grain, s->columns, column + 1);
  product part = part_of(s->whole, r, r_end - r, j, j_end - j);
  if (part.m > 0 && part.n > 0) s->compute(&part);
}

// Waking a thread costs what some 2 million operations cost; below that others only get in the way.
static int parts_worth(const product *p) {
  double operations = 2.0 * (double)p->m * (double)p->n * (double)p->k;
  if (operations < 3e6) return 1;
  double most = operations / 1.5e6;
  int threads = assay_workers_count();
  if (threads == 1) return 1;
  // More parts than threads: one that is late, as it slept, leaves more of them to the others.
  return 4 * threads < most ? 4 * threads : (int)most;
}

// Parts are bands of columns as far as there are enough, as each then packs its own columns of B and
// no other's; with more parts than that, bands of rows within them.
static void share(const product *p, compute *compute, int threads) {
  int parts = threads > 0 ? threads : parts_worth(p);
  if (parts == 1) return compute(p);
  ptrdiff_t bands = (p->n + column_grain - 1) / column_grain;
  sharing s = {p, compute, 1, bands < parts ? (int)bands : parts};
  s.rows = (parts + s.columns - 1) / s.columns;
  assay_workers_run(s.rows * s.columns, compute_part, &s);
}

static void product_with(assay_instruction_set_t set, const product *p, bool dots, int threads) {
#if defined(__x86_64__)
  if (set == ASSAY_AVX512) return share(p, dots ? dots_avx512 : chains_avx512, threads);
  if (set == ASSAY_AVX2) return share(p, dots ? dots_avx2 : chains_avx2, threads);
#endif
  (void)set;
  share(p, dots ? dots_portable : chains_portable, threads);
}

static void multiply(
    assay_instruction_set_t set, bool transposeA, bool transposeB, ptrdiff_t m, ptrdiff_t n,
    ptrdiff_t k, const float *a, ptrdiff_t lda, const float *b, ptrdiff_t ldb, float *c,
    ptrdiff_t ldc, bool accumulate, int threads) {
  if (m <= 0 || n <= 0) return;
  if (k <= 0) {
    for (ptrdiff_t i = 0; i < m && !accumulate; ++i) memset(c + i * ldc, 0, sizeof(float) * (size_t)n);
    return;
  }
  product p = {m, n, k, a, lda, 1, b, ldb, 1, c, ldc, accumulate, false};
  if (transposeA) p.a_row = 1, p.a_column = lda;
  if (transposeB) p.b_row = 1, p.b_column = ldb;
  bool dots = n == 1 && !transposeA;
  // A column of C that is stored densely is a row as well: C = op(A)·b is Cᵀ = bᵀ·op(A)ᵀ, the same
  // chains of sums, with vectors along the row.
  if (n == 1 && transposeA && ldc == 1)
    p = (product){1, m, k, b, 0, p.b_row, a, p.a_column, p.a_row, c, m, accumulate, false};
  product_with(set, &p, dots, threads);
}

void assay_matmul(
    bool transposeA, bool transposeB, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k,
    const float *a, ptrdiff_t lda, const float *b, ptrdiff_t ldb, float *c, ptrdiff_t ldc,
    bool accumulate, int threads) {
  multiply(
      assay_instruction_set(), transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate,
      threads);
}

bool assay_matmul_using(
    assay_instruction_set_t set, bool transposeA, bool transposeB, ptrdiff_t m, ptrdiff_t n,
    ptrdiff_t k, const float *a, ptrdiff_t lda, const float *b, ptrdiff_t ldb, float *c,
    ptrdiff_t ldc, bool accumulate, int threads) {
  if (set > assay_instruction_set()) return false;
  multiply(set, transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate, threads);
  return true;
}

void assay_pack_block(
    float *packed, ptrdiff_t depth, ptrdiff_t width, ptrdiff_t q, ptrdiff_t j, bool transpose,
    ptrdiff_t k, ptrdiff_t n, const float *b, ptrdiff_t ldb) {
  product p = {.n = width, .k = depth, .b = b, .b_row = ldb, .b_column = 1};
  if (transpose) p.b_row = 1, p.b_column = ldb;
  ASSAY_CALL(pack_block)(&p, packed, q, j, k, n);
}

void assay_packed_product(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a, ptrdiff_t lda, const float *packed,
    float *c, ptrdiff_t ldc, bool accumulate) {
  const product p = {m, n, k, a, lda, 1, packed, 0, 1, c, ldc, accumulate, true};
  ASSAY_CALL(packed_chains)(&p);
}
