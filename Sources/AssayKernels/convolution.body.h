// Convolution for one instruction set. Tiles may differ between sets, the bits may not: every sum is
// a chain of explicit fused multiply-adds in an order that the shape alone decides.
#include "first_floats.h"

// The most positions, or taps, whose sums stay in registers.
#if ASSAY_WIDTH == 512
enum { FN(most) = 8 };
#else
enum { FN(most) = 6 };
#endif

// The first `count` floats of v go to p, after what is there if it is added to.
ASSAY_INLINE void FN(put)(float *p, f16 v, ptrdiff_t count, bool adds) {
  if (count >= 16) FN(store16)(p, adds ? FN(load16)(p) + v : v);
  else FN(store_first)(p, adds ? FN(load_first)(p, (int)count) + v : v, (int)count);
}

// Positions of a region and one or two vectors of their columns: all their taps.
ASSAY_INLINE void FN(positions)(
    const int rows, const int vectors, const walk *g, const region *r, const place *places,
    const float *x, const float *packed, const float *bias, float *y, ptrdiff_t count) {
  f16 sum[16];
  const float *a[8];
  UNROLL for (int i = 0; i < rows; ++i) a[i] = x + places[i].from;
  UNROLL for (int i = 0; i < rows * vectors; ++i) sum[i] = (f16){0};
  for (const run *u = r->runs; u < r->runs + r->run_count; ++u) {
    const float *b = packed + u->weights * 16 * vectors;
    const ptrdiff_t end = u->from + u->length;
    for (ptrdiff_t q = u->from; q < end; ++q) {
      f16 right[2];
      UNROLL for (int j = 0; j < vectors; ++j) right[j] = FN(load16)(b + 16 * j);
      UNROLL for (int i = 0; i < rows; ++i) {
        const f16 left = FN(splat16)(a[i][q]);
        UNROLL for (int j = 0; j < vectors; ++j)
          sum[i * vectors + j] = FN(fma16)(left, right[j], sum[i * vectors + j]);
      }
      b += 16 * vectors;
    }
  }
  UNROLL for (int j = 0; j < vectors; ++j) {
    const f16 more = bias ? FN(load16)(bias + 16 * j) : (f16){0};
    UNROLL for (int i = 0; i < rows; ++i) {
      f16 z = sum[i * vectors + j];
      if (bias) z = z + more;
      if (g->relu) z = (f16)((i16)z & ~(z < 0.0f));
      FN(put)(y + places[i].to + 16 * j, z, count - 16 * j, g->adds);
    }
  }
}

// So many of `left` positions or taps next: as even shares as fit into registers, as few sums at a
// time would wait for each other.
ASSAY_INLINE int FN(share)(ptrdiff_t left) {
  if (left >= 2 * FN(most)) return FN(most);
  return (int)(left > FN(most) ? (left + 1) / 2 : left);
}

// All positions of some images and all columns of their results.
static void FN(convolve)(const walk *g, ptrdiff_t images, const float *x, float *y) {
  for (ptrdiff_t j = 0; j < g->columns; j += 16 * g->vectors) {
    const float *packed = g->packed + j * g->depth, *bias = g->bias ? g->bias + j : NULL;
    for (const region *r = g->plan.regions; r < g->plan.regions + g->plan.region_count; ++r) {
      const place *places = r->places;
      for (ptrdiff_t left = r->count * images; left > 0;) {
        const int rows = FN(share)(left);
#define POSITIONS(rows, vectors)                                                                \
  case 8 * vectors + rows:                                                                      \
    FN(positions)(rows, vectors, g, r, places, x, packed, bias, y + j, g->columns - j);         \
    break;
#define SHARES(vectors)                                                                         \
  POSITIONS(1, vectors)                                                                         \
  POSITIONS(2, vectors)                                                                         \
  POSITIONS(3, vectors) POSITIONS(4, vectors) POSITIONS(5, vectors) POSITIONS(6, vectors)
        switch (8 * (int)g->vectors + rows) {
          SHARES(1)
#if ASSAY_WIDTH == 512
          POSITIONS(7, 1)
          POSITIONS(8, 1)
          SHARES(2)
          POSITIONS(7, 2)
          POSITIONS(8, 2)
#endif
        }
#undef SHARES
#undef POSITIONS
        places += rows;
        left -= rows;
      }
    }
  }
}

// Taps of the weights and 16 columns: the sum over an image's positions, `step` apart in dz, is added.
ASSAY_INLINE void FN(taps)(
    const int rows, const weighing *g, const float *image, const ptrdiff_t *offset, const float *dz,
    ptrdiff_t step, float *dw, ptrdiff_t count) {
  f16 sum[8];
  UNROLL for (int i = 0; i < rows; ++i) sum[i] = (f16){0};
  const float *b = dz;
  for (ptrdiff_t row = 0; row < g->rows; ++row) {
    const float *a[8];
    UNROLL for (int i = 0; i < rows; ++i) a[i] = image + row * g->row_step + offset[i];
    for (ptrdiff_t x = 0, q = 0; x < g->columns; ++x, q += g->column_step, b += step) {
      const f16 right = FN(load16)(b);
      UNROLL for (int i = 0; i < rows; ++i)
        sum[i] = FN(fma16)(FN(splat16)(a[i][q]), right, sum[i]);
    }
  }
  UNROLL for (int i = 0; i < rows; ++i) FN(put)(dw + i * g->filters, sum[i], count, true);
}

// Taps tap..<end and columns first..<last of the weights, over one image. `panel` is room for 16
// floats of each position.
static void FN(weigh)(
    const weighing *g, ptrdiff_t tap, ptrdiff_t end, ptrdiff_t first, ptrdiff_t last,
    const float *image, const float *dz, float *panel, float *dw) {
  for (ptrdiff_t j = first; j < last; j += 16) {
    const ptrdiff_t count = last - j < 16 ? last - j : 16;
    const float *b = dz + j;
    ptrdiff_t step = g->filters;
    // What many tiles of taps read is put together first.
    if (count < 16 || (step > 16 && end - tap > 16 * FN(most))) {
      for (ptrdiff_t p = 0; p < g->rows * g->columns; ++p)
        FN(store16)(panel + 16 * p, FN(load_first)(dz + p * g->filters + j, (int)count));
      b = panel, step = 16;
    }
    for (ptrdiff_t i = tap; i < end;) {
      const int rows = FN(share)(end - i);
#define TAPS(rows)                                                                    \
  case rows:                                                                          \
    FN(taps)(rows, g, image, g->offset + i, b, step, dw + i * g->filters + j, count); \
    break;
      switch (rows) {
        TAPS(1)
        TAPS(2)
        TAPS(3)
        TAPS(4)
        TAPS(5)
        TAPS(6)
#if ASSAY_WIDTH == 512
        TAPS(7)
        TAPS(8)
#endif
      }
#undef TAPS
      i += rows;
    }
  }
}
