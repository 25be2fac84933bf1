// Convolution for one instruction set. Tiles may differ between sets, the bits may not: every sum is
// a chain of explicit fused multiply-adds in an order that the shape alone decides.
#include "float_vectors.h"

// The first `count` floats of v go to p, after what is there if it is added to.
ASSAY_INLINE void FN(put)(float *p, f16 v, ptrdiff_t count, bool adds) {
  if (count >= 16) {
    FN(store16)(p, adds ? FN(load16)(p) + v : v);
    return;
  }
  for (ptrdiff_t i = 0; i < count; ++i) p[i] = adds ? p[i] + v[i] : v[i];
}

// Positions i..<i + rows of an image, which start at the offsets given: all their taps.
ASSAY_INLINE void FN(positions)(
    const int rows, const int vectors, const walk *g, const float *image, const ptrdiff_t *offset,
    const float *packed, const float *bias, float *y, ptrdiff_t count) {
  f16 sum[16];
  const float *a[8];
  UNROLL for (int i = 0; i < rows; ++i) a[i] = image + offset[i];
  UNROLL for (int i = 0; i < rows * vectors; ++i) sum[i] = (f16){0};
  const float *b = packed;
  for (ptrdiff_t u = 0; u < g->runs; ++u) {
    const ptrdiff_t from = g->run_offset[u], end = from + g->run_length;
    for (ptrdiff_t q = from; q < end; ++q) {
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
      FN(put)(y + i * g->columns + 16 * j, z, count - 16 * j, g->adds);
    }
  }
}

// All positions of an image and all columns of its result.
static void FN(convolve)(const walk *g, const float *image, float *y) {
  const float *packed = g->packed;
  for (ptrdiff_t j = 0; j < g->columns; j += 16 * g->vectors) {
    const ptrdiff_t count = g->columns - j;
    const float *bias = g->bias ? g->bias + j : NULL;
    ptrdiff_t i = 0;
#define POSITIONS(rows, vectors)                                                              \
  for (; i + rows <= g->positions; i += rows)                                                 \
  FN(positions)(rows, vectors, g, image, g->offset + i, packed, bias, y + i * g->columns + j, count)
#if ASSAY_WIDTH == 512
    if (g->vectors == 2) {
      POSITIONS(8, 2);
      POSITIONS(1, 2);
    }
    POSITIONS(8, 1);
#endif
    POSITIONS(6, 1);
    POSITIONS(2, 1);
    POSITIONS(1, 1);
#undef POSITIONS
    packed += g->runs * g->run_length * 16 * g->vectors;
  }
}

// Taps i..<i + rows of the weights and 16 columns: the sum over an image's positions is added.
ASSAY_INLINE void FN(taps)(
    const int rows, const weighing *g, const float *image, const ptrdiff_t *offset, const float *dz,
    float *dw, ptrdiff_t count) {
  f16 sum[8];
  UNROLL for (int i = 0; i < rows; ++i) sum[i] = (f16){0};
  for (ptrdiff_t row = 0; row < g->rows; ++row) {
    const float *a[8];
    UNROLL for (int i = 0; i < rows; ++i) a[i] = image + row * g->row_step + offset[i];
    const float *b = dz + row * g->columns * g->filters;
    for (ptrdiff_t x = 0, q = 0; x < g->columns; ++x, q += g->column_step, b += g->filters) {
      f16 right = {0};
      if (count >= 16) right = FN(load16)(b);
      else
        for (ptrdiff_t j = 0; j < count; ++j) right[j] = b[j];
      UNROLL for (int i = 0; i < rows; ++i)
        sum[i] = FN(fma16)(FN(splat16)(a[i][q]), right, sum[i]);
    }
  }
  UNROLL for (int i = 0; i < rows; ++i) FN(put)(dw + i * g->filters, sum[i], count, true);
}

// Taps tap..<end and columns first..<last of the weights, over one image.
static void FN(weigh)(
    const weighing *g, ptrdiff_t tap, ptrdiff_t end, ptrdiff_t first, ptrdiff_t last,
    const float *image, const float *dz, float *dw) {
  for (ptrdiff_t j = first; j < last; j += 16) {
    const ptrdiff_t count = last - j < 16 ? last - j : 16;
    ptrdiff_t i = tap;
#define TAPS(rows)                   \
  for (; i + rows <= end; i += rows) \
  FN(taps)(rows, g, image, g->offset + i, dz + j, dw + i * g->filters + j, count)
#if ASSAY_WIDTH == 512
    TAPS(8);
#endif
    TAPS(6);
    TAPS(3);
    TAPS(1);
#undef TAPS
  }
}
