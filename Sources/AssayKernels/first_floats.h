// The first 1...16 floats of a vector, from and to memory, for use inside kernel bodies as
// float_vectors.h is.
#ifndef ASSAY_FIRST_FLOATS
#define ASSAY_FIRST_FLOATS
#if defined(__x86_64__)
#include <immintrin.h>  // masked loads and stores
#endif
#include <string.h>

typedef float unaligned_half __attribute__((vector_size(32), aligned(4), may_alias));
typedef float unaligned_quarter __attribute__((vector_size(16), aligned(4), may_alias));

// A mask of the first n floats of a vector begins at 16 - n.
static const int first_of_16[32] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
#endif

#include "float_vectors.h"

#if (ASSAY_WIDTH == 512 && !defined(ASSAY_FIRST_FLOATS_512)) || \
    (ASSAY_WIDTH == 256 && !defined(ASSAY_FIRST_FLOATS_256)) || \
    (ASSAY_WIDTH == 128 && !defined(ASSAY_FIRST_FLOATS_128))
#if ASSAY_WIDTH == 512
#define ASSAY_FIRST_FLOATS_512
#elif ASSAY_WIDTH == 256
#define ASSAY_FIRST_FLOATS_256
#else
#define ASSAY_FIRST_FLOATS_128
#endif

// The first `count` floats at p, then zeros; memory behind them is not touched. Count is 1...16.
ASSAY_INLINE f16 FN(load_first)(const float *p, int count) {
#if ASSAY_WIDTH == 512
  return (f16)_mm512_maskz_loadu_ps((__mmask16)(0xffffu >> (16 - count)), p);
#else
  if (count == 16) return *(const f16_unaligned *)p;
#if ASSAY_WIDTH == 256
  const int *mask = first_of_16 + 16 - count;
  const __m256 low = _mm256_maskload_ps(p, _mm256_loadu_si256((const __m256i *)mask));
  const __m256 high = _mm256_maskload_ps(p + 8, _mm256_loadu_si256((const __m256i *)(mask + 8)));
  return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
#else
  f16 v = {};
  memcpy(&v, p, sizeof(float) * (size_t)count);
  return v;
#endif
#endif
}

ASSAY_INLINE void FN(store_first)(float *p, f16 v, int count) {
#if ASSAY_WIDTH == 512
  _mm512_mask_storeu_ps(p, (__mmask16)(0xffffu >> (16 - count)), (__m512)v);
#else
  if (count == 16) {
    *(f16_unaligned *)p = v;
    return;
  }
  // By pieces of 8, 4, 2 and 1, as masked stores are slow where AVX2 is the best there is.
  if (count & 8) {
    *(unaligned_half *)p = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7);
    v = __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
    p += 8;
  }
  if (count & 4) {
    *(unaligned_quarter *)p = __builtin_shufflevector(v, v, 0, 1, 2, 3);
    v = __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15);
    p += 4;
  }
  if (count & 2) p[0] = v[0], p[1] = v[1];
  if (count & 1) p[count & 2] = count & 2 ? v[2] : v[0];
#endif
}

#endif
