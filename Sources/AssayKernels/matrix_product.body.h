// The matrix product for one instruction set. Tiles may differ between sets, the bits may not: every
// sum is a chain of explicit fused multiply-adds in ascending order of k.
#include "first_floats.h"

// The largest tile of C whose sums stay in registers, beside a row of B's vectors and one element of
// A: that many rows, and that many vectors of 16 columns. A tile of one or two rows has too few sums
// to hide the time a multiply-add takes, so it is wider.
#if ASSAY_WIDTH == 512
enum { FN(tile_rows) = 12, FN(tile_vectors) = 2, FN(wide_vectors) = 8, FN(dot_rows) = 8 };
#elif ASSAY_WIDTH == 256
enum { FN(tile_rows) = 6, FN(tile_vectors) = 1, FN(wide_vectors) = 3, FN(dot_rows) = 4 };
#else
enum { FN(tile_rows) = 4, FN(tile_vectors) = 1, FN(wide_vectors) = 2, FN(dot_rows) = 4 };
#endif

// Not x added to zeros: that would make 0 of -0.
ASSAY_INLINE f16 FN(fill)(float x) {
  return (f16){x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x};
}

// A tile of C: rows × vectors is constant where this is inlined. Of the last vector, `last` columns
// are in C and `last_of_b` in B, whose rows are dense.
ASSAY_INLINE void FN(tile)(
    const int rows, const int vectors, const product *p, const float *b, float *c, int last,
    int last_of_b) {
  f16 sum[24];
  const float *a = p->a;
  const ptrdiff_t a_row = p->a_row, a_column = p->a_column, b_row = p->b_row, c_row = p->c_row;
  const ptrdiff_t k = p->k;
  UNROLL for (int i = 0; i < rows; ++i)
    UNROLL for (int j = 0; j < vectors; ++j)
      sum[i * vectors + j] =
          p->from_c ? FN(load_first)(c + i * c_row + 16 * j, j == vectors - 1 ? last : 16)
                    : (f16){};
  for (ptrdiff_t q = 0; q < k; ++q) {
    f16 right[8];
    UNROLL for (int j = 0; j < vectors; ++j)
      right[j] = FN(load_first)(b + 16 * j, j == vectors - 1 ? last_of_b : 16);
    UNROLL for (int i = 0; i < rows; ++i) {
      const f16 left = FN(fill)(a[i * a_row]);
      UNROLL for (int j = 0; j < vectors; ++j)
        sum[i * vectors + j] = __builtin_elementwise_fma(left, right[j], sum[i * vectors + j]);
    }
    a += a_column;
    b += b_row;
  }
  UNROLL for (int i = 0; i < rows; ++i)
    UNROLL for (int j = 0; j < vectors; ++j)
      FN(store_first)(c + i * c_row + 16 * j, sum[i * vectors + j], j == vectors - 1 ? last : 16);
}

// All columns of the given number of rows.
ASSAY_INLINE void FN(strip)(const int rows, const product *p) {
  const int most = rows <= 2 ? FN(wide_vectors) : FN(tile_vectors);
  const float *b = p->b;
  float *c = p->c;
  ptrdiff_t n = p->n;
  for (; n > 16 * most; n -= 16 * most, b += 16 * most, c += 16 * most)
    FN(tile)(rows, most, p, b, c, 16, 16);
  const int vectors = (int)(n + 15) / 16, last = (int)n - 16 * (vectors - 1);
  const int last_of_b = p->b_padded ? 16 : last;
#define TILE(count) \
  case count: \
    if (count <= most) FN(tile)(rows, count, p, b, c, last, last_of_b); \
    break;
  switch (vectors) { TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6) TILE(7) TILE(8) }
#undef TILE
}

#define STRIP(rows) \
  static __attribute__((noinline)) void FN(strip_##rows)(const product *p) { FN(strip)(rows, p); }
STRIP(1) STRIP(2) STRIP(3) STRIP(4)
#if ASSAY_WIDTH >= 256
STRIP(6)
#endif
#if ASSAY_WIDTH == 512
STRIP(8) STRIP(12)
#endif
#undef STRIP

// The whole of p, whose B has dense rows: strips of as many rows as fit.
static void FN(strips)(const product *whole) {
  product p = *whole;
  while (p.m > 0) {
    int rows;
#if ASSAY_WIDTH == 512
    if (p.m >= 12) FN(strip_12)(&p), rows = 12;
    else if (p.m >= 8) FN(strip_8)(&p), rows = 8;
    else if (p.m == 6) FN(strip_6)(&p), rows = 6;
    else
#elif ASSAY_WIDTH == 256
    if (p.m >= 6) FN(strip_6)(&p), rows = 6;
    else
#endif
    if (p.m >= 4) FN(strip_4)(&p), rows = 4;
    else if (p.m == 3) FN(strip_3)(&p), rows = 3;
    else if (p.m == 2) FN(strip_2)(&p), rows = 2;
    else FN(strip_1)(&p), rows = 1;
    p.m -= rows;
    p.a += rows * p.a_row;
    p.c += rows * p.c_row;
  }
}

// Four steps of k from 16 columns of B that lie in memory as rows, column_step apart: each vector is
// put together of four floats of four columns, and then each group of 4 × 4 is transposed.
ASSAY_INLINE void FN(turn)(
    const float *b, ptrdiff_t column_step, int columns, float *to, int to_step) {
  f16 x[4], y[4];
  UNROLL for (int r = 0; r < 4; ++r) {
    unaligned_quarter part[4];
    UNROLL for (int i = 0; i < 4; ++i)  // a column that is not there may be any other
      part[i] = *(const unaligned_quarter *)(b + (4 * i + r < columns ? 4 * i + r : 0) * column_step);
    x[r] = __builtin_shufflevector(
        __builtin_shufflevector(part[0], part[1], 0, 1, 2, 3, 4, 5, 6, 7),
        __builtin_shufflevector(part[2], part[3], 0, 1, 2, 3, 4, 5, 6, 7),
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  }
#define LOW(v, w) \
  __builtin_shufflevector(v, w, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29)
#define HIGH(v, w) \
  __builtin_shufflevector(v, w, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31)
  y[0] = LOW(x[0], x[2]), y[1] = LOW(x[1], x[3]), y[2] = HIGH(x[0], x[2]), y[3] = HIGH(x[1], x[3]);
  *(f16 *)to = LOW(y[0], y[1]);
  *(f16 *)(to + to_step) = HIGH(y[0], y[1]);
  *(f16 *)(to + 2 * to_step) = LOW(y[2], y[3]);
  *(f16 *)(to + 3 * to_step) = HIGH(y[2], y[3]);
#undef LOW
#undef HIGH
}

// Copies k rows and n columns of B to rows of whole vectors, `width` floats apart. What fills up the
// last vector is multiplied but not stored.
static void FN(pack)(
    const float *b, ptrdiff_t b_row, ptrdiff_t b_column, ptrdiff_t k, int n, float *to, int width) {
  for (; n > 0; n -= 16, b += 16 * b_column, to += 16) {
    const int columns = n < 16 ? n : 16;
    ptrdiff_t q = 0;
    if (b_column == 1)
      for (; q < k; ++q) *(f16 *)(to + q * width) = FN(load_first)(b + q * b_row, columns);
    else
      for (; q + 4 <= k; q += 4) FN(turn)(b + q, b_column, columns, to + q * width, width);
    for (; q < k; ++q)
      for (int j = 0; j < columns; ++j) to[q * width + j] = b[q + j * b_column];
  }
}

// Every element one chain. B is read as it is if its rows are dense and few, or if each is used once
// or twice only; else a tile's columns are packed together just before they are used.
static void FN(chains)(const product *whole) {
  const product all = *whole;
  if (all.b_column == 1 && (all.m <= 2 * FN(tile_rows) || all.k * all.n <= 4096))
    return FN(strips)(&all);

  float packed[depth_block * 16 * FN(tile_vectors)] __attribute__((aligned(64)));
  const ptrdiff_t depths = (all.k + depth_block - 1) / depth_block;
  for (ptrdiff_t r = 0; r < all.m; r += row_block)
    for (ptrdiff_t d = 0; d < depths; ++d) {
      const ptrdiff_t q = all.k * d / depths;
      product p = all;
      p.m = all.m - r < row_block ? all.m - r : row_block;
      p.k = all.k * (d + 1) / depths - q;
      p.a += r * p.a_row + q * p.a_column;
      p.b = packed;
      p.b_padded = true;
      p.from_c = all.from_c || d > 0;  // C holds the chains so far: nothing is rounded that was not
      for (ptrdiff_t j = 0; j < all.n; j += 16 * FN(tile_vectors)) {
        p.n = all.n - j < 16 * FN(tile_vectors) ? all.n - j : 16 * FN(tile_vectors);
        p.b_row = (p.n + 15) / 16 * 16;
        FN(pack)(
            all.b + q * all.b_row + j * all.b_column, all.b_row, all.b_column, p.k, (int)p.n, packed,
            (int)p.b_row);
        p.c = all.c + r * all.c_row + j;
        FN(strips)(&p);
      }
    }
}

// The columns of a tile of a B that is packed for good, from column j on, of n that are filled up to
// whole vectors.
ASSAY_INLINE ptrdiff_t FN(panel)(ptrdiff_t n, ptrdiff_t j) {
  const ptrdiff_t left = (n + 15) / 16 * 16 - j;
  return left < 16 * FN(tile_vectors) ? left : 16 * FN(tile_vectors);
}

// Puts k rows and n columns at b into a B of whole->k rows and whole->n columns packed for good, at
// row q and column j, a multiple of 16.
static void FN(pack_block)(
    const product *whole, float *packed, ptrdiff_t q, ptrdiff_t j, ptrdiff_t k, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n; i += 16) {
    const ptrdiff_t column = j + i, start = column - column % (16 * FN(tile_vectors));
    const ptrdiff_t width = FN(panel)(whole->n, start);
    FN(pack)(
        whole->b + i * whole->b_column, whole->b_row, whole->b_column, k,
        (int)(n - i < 16 ? n - i : 16), packed + start * whole->k + q * width + column - start,
        (int)width);
  }
}

// Every element one chain, of a B that is packed for good.
static void FN(packed_chains)(const product *whole) {
  product p = *whole;
  p.b_padded = true;
  for (ptrdiff_t j = 0; j < whole->n; j += 16 * FN(tile_vectors)) {
    p.n = whole->n - j < 16 * FN(tile_vectors) ? whole->n - j : 16 * FN(tile_vectors);
    p.b_row = FN(panel)(whole->n, j);
    p.b = whole->b + j * whole->k;
    p.c = whole->c + j;
    FN(strips)(&p);
  }
}

// Sums of eight vectors' elements: l and l + 8, l and l + 4, l and l + 2, l and l + 1, two vectors
// being folded into one each time.
ASSAY_INLINE f16 FN(fold)(f16 x[8]) {
  UNROLL for (int i = 0; i < 4; ++i)
    x[i] = __builtin_shufflevector(
               x[i], x[i + 4], 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23) +
           __builtin_shufflevector(
               x[i], x[i + 4], 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
  UNROLL for (int i = 0; i < 2; ++i)
    x[i] = __builtin_shufflevector(
               x[i], x[i + 2], 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27) +
           __builtin_shufflevector(
               x[i], x[i + 2], 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31);
  x[0] = __builtin_shufflevector(
             x[0], x[1], 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29) +
         __builtin_shufflevector(
             x[0], x[1], 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
  return x[0] + __builtin_shufflevector(
                    x[0], x[0], 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
}

// The next `count` terms of each row's chains.
ASSAY_INLINE void FN(dot_step)(
    const int rows, const bool strided, const float *a, ptrdiff_t a_row, const float *b,
    ptrdiff_t b_row, int count, f16 sum[8]) {
  f16 right = {};
  if (strided)
    for (int l = 0; l < count; ++l) right[l] = b[l * b_row];
  else
    right = FN(load_first)(b, count);
  UNROLL for (int i = 0; i < rows; ++i)
    sum[i] = __builtin_elementwise_fma(FN(load_first)(a + i * a_row, count), right, sum[i]);
}

// A few elements of a column of C, each in 16 chains; one alone would wait for its own sums.
ASSAY_INLINE void FN(dot)(
    const int rows, const bool strided, const product *p, ptrdiff_t row) {
  const float *a = p->a + row * p->a_row, *b = p->b;
  const ptrdiff_t a_row = p->a_row, b_row = p->b_row, c_row = p->c_row;
  float *c = p->c + row * c_row;
  f16 sum[8] = {};
  if (p->from_c)
    UNROLL for (int i = 0; i < rows; ++i) sum[i][0] = c[i * c_row];
  ptrdiff_t k = p->k;
  for (; k >= 16; k -= 16, a += 16, b += 16 * b_row)
    FN(dot_step)(rows, strided, a, a_row, b, b_row, 16, sum);
  if (k > 0) FN(dot_step)(rows, strided, a, a_row, b, b_row, (int)k, sum);
  const f16 total = FN(fold)(sum);
  UNROLL for (int i = 0; i < rows; ++i) c[i * c_row] = total[2 * i];
}

// A column of C, of an A whose rows are dense.
static void FN(dots)(const product *p) {
  ptrdiff_t row = 0;
  if (p->b_row == 1)
    for (; row + FN(dot_rows) <= p->m; row += FN(dot_rows)) FN(dot)(FN(dot_rows), false, p, row);
  for (; row < p->m; ++row)
    if (p->b_row == 1) FN(dot)(1, false, p, row);
    else FN(dot)(1, true, p, row);
}
