// The matrix product for one instruction set. Tiles may differ between sets, the bits may not: every
// sum is a chain of explicit fused multiply-adds in ascending order of k.

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

// The first `count` floats at p, then zeros; memory behind them is not touched. Count is 1...16.
INLINE vector FN(load)(const float *p, int count) {
#if ASSAY_WIDTH == 512
  return (vector)_mm512_maskz_loadu_ps((__mmask16)(0xffffu >> (16 - count)), p);
#else
  if (count == 16) return *(const unaligned_vector *)p;
  vector v = {};
  for (int i = 0; i < count; ++i) v[i] = p[i];
  return v;
#endif
}

INLINE void FN(store)(float *p, vector v, int count) {
#if ASSAY_WIDTH == 512
  _mm512_mask_storeu_ps(p, (__mmask16)(0xffffu >> (16 - count)), (__m512)v);
#else
  if (count == 16) {
    *(unaligned_vector *)p = v;
    return;
  }
  for (int i = 0; i < count; ++i) p[i] = v[i];
#endif
}

// A tile of C: rows × vectors is constant where this is inlined. Of the last vector, `last` columns.
// B's rows are dense, and b_row apart.
INLINE void FN(tile)(
    const int rows, const int vectors, const product *p, const float *b, ptrdiff_t b_row, float *c,
    int last) {
  vector sum[24];
  const float *a = p->a;
  const ptrdiff_t a_row = p->a_row, a_column = p->a_column, c_row = p->c_row, k = p->k;
  UNROLL for (int i = 0; i < rows; ++i)
    UNROLL for (int j = 0; j < vectors; ++j)
      sum[i * vectors + j] =
          p->from_c ? FN(load)(c + i * c_row + 16 * j, j == vectors - 1 ? last : 16) : (vector){};
  for (ptrdiff_t q = 0; q < k; ++q) {
    vector right[8];
    UNROLL for (int j = 0; j < vectors; ++j)
      right[j] = FN(load)(b + 16 * j, j == vectors - 1 ? last : 16);
    UNROLL for (int i = 0; i < rows; ++i) {
      vector left = (vector){} + a[i * a_row];
      UNROLL for (int j = 0; j < vectors; ++j)
        sum[i * vectors + j] = __builtin_elementwise_fma(left, right[j], sum[i * vectors + j]);
    }
    a += a_column;
    b += b_row;
  }
  UNROLL for (int i = 0; i < rows; ++i)
    UNROLL for (int j = 0; j < vectors; ++j)
      FN(store)(c + i * c_row + 16 * j, sum[i * vectors + j], j == vectors - 1 ? last : 16);
}

// All columns of the given number of rows.
INLINE void FN(strip)(const int rows, const product *p) {
  const int most = rows <= 2 ? FN(wide_vectors) : FN(tile_vectors);
  const float *b = p->b;
  float *c = p->c;
  ptrdiff_t n = p->n;
  for (; n > 16 * most; n -= 16 * most, b += 16 * most, c += 16 * most)
    FN(tile)(rows, most, p, b, p->b_row, c, 16);
  const int vectors = (int)(n + 15) / 16, last = (int)n - 16 * (vectors - 1);
#define TILE(count) \
  case count: \
    if (count <= most) FN(tile)(rows, count, p, b, p->b_row, c, last); \
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

// 16 rows of 16 floats turned into columns. Each pass rotates the eight bits of an element's place
// (four of its vector, four in it) by one, so four passes exchange the two halves.
INLINE void FN(transpose)(vector x[16]) {
  UNROLL for (int pass = 0; pass < 4; ++pass) {
    vector y[16];
    UNROLL for (int i = 0; i < 8; ++i) {
      y[2 * i] = __builtin_shufflevector(
          x[i], x[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      y[2 * i + 1] = __builtin_shufflevector(
          x[i], x[i + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    }
    UNROLL for (int i = 0; i < 16; ++i) x[i] = y[i];
  }
}

// Copies k rows and n columns (up to 16 × vectors) of B to rows of 16 × vectors floats, the rest zeros.
static void FN(pack)(const product *p, int vectors, ptrdiff_t k, int n, const float *b, float *to) {
  for (int j = 0; j < vectors; ++j, n -= 16) {
    const int columns = n < 16 ? n : 16;
    if (p->b_column == 1) {
      for (ptrdiff_t q = 0; q < k; ++q)
        *(vector *)(to + 16 * (q * vectors + j)) = FN(load)(b + q * p->b_row + 16 * j, columns);
      continue;
    }
    for (ptrdiff_t q = 0; q < k; q += 16) {
      const int rows = k - q < 16 ? (int)(k - q) : 16;
      const float *from = b + q * p->b_row + 16 * j * p->b_column;
      vector x[16];
      if (p->b_row == 1) {
        for (int i = 0; i < 16; ++i)
          x[i] = i < columns ? FN(load)(from + i * p->b_column, rows) : (vector){};
        FN(transpose)(x);
      } else {
        for (int i = 0; i < 16; ++i)
          for (int l = 0; l < 16; ++l)
            x[i][l] = i < rows && l < columns ? from[i * p->b_row + l * p->b_column] : 0;
      }
      for (int i = 0; i < rows; ++i) *(vector *)(to + 16 * ((q + i) * vectors + j)) = x[i];
    }
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
      p.from_c = all.from_c || d > 0;  // C holds the chains so far: nothing is rounded that was not
      for (ptrdiff_t j = 0; j < all.n; j += 16 * FN(tile_vectors)) {
        p.n = all.n - j < 16 * FN(tile_vectors) ? all.n - j : 16 * FN(tile_vectors);
        const int vectors = (int)(p.n + 15) / 16;
        FN(pack)(&all, vectors, p.k, (int)p.n, all.b + q * all.b_row + j * all.b_column, packed);
        p.b_row = 16 * vectors;
        p.c = all.c + r * all.c_row + j;
        FN(strips)(&p);
      }
    }
}

// Sums of eight vectors' elements: l and l + 8, l and l + 4, l and l + 2, l and l + 1, two vectors
// being folded into one each time.
INLINE vector FN(fold)(vector x[8]) {
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

// Up to eight elements of a column of C, each in 16 chains.
INLINE void FN(dot)(const int rows, const product *p) {
  vector sum[8] = {};
  UNROLL for (int i = 0; i < rows; ++i) sum[i][0] = p->from_c ? p->c[i * p->c_row] : 0;
  const ptrdiff_t step = p->b_row;
  for (ptrdiff_t q = 0; q < p->k; q += 16) {
    const int count = p->k - q < 16 ? (int)(p->k - q) : 16;
    vector right = {};
    if (step == 1) right = FN(load)(p->b + q, count);
    else
      for (int l = 0; l < count; ++l) right[l] = p->b[(q + l) * step];
    UNROLL for (int i = 0; i < rows; ++i)
      sum[i] = __builtin_elementwise_fma(FN(load)(p->a + i * p->a_row + q, count), right, sum[i]);
  }
  vector total = FN(fold)(sum);
  UNROLL for (int i = 0; i < rows; ++i) p->c[i * p->c_row] = total[2 * i];
}

// A column of C, of an A whose rows are dense.
static void FN(dots)(const product *whole) {
  product p = *whole;
  while (p.m > 0) {
    int rows = 1;
    if (p.m >= FN(dot_rows)) FN(dot)(FN(dot_rows), &p), rows = FN(dot_rows);
    else FN(dot)(1, &p);
    p.m -= rows;
    p.a += rows * p.a_row;
    p.c += rows * p.c_row;
  }
}
