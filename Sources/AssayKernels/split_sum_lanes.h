// Counters of a sum without rounding, for vectors VD and VI; VF(name) names the functions. A term x is
// split at fixed digits: x + C with C = 1.5 2^52 2^-40 rounds x to a multiple of 2^-40 and holds the
// multiple in its low bits; what that leaves is exact, and is split again.
#define ASSAY_INLINE_SPLIT static inline __attribute__((always_inline, unused))

typedef struct {
  VI large, small, tiny, left;
} VF(split_lanes);

// The multiple of the last digit of `big` nearest to x, and x without it.
ASSAY_INLINE_SPLIT VI VF(split)(VD *x, double big) {
  VD shifted = *x + big;
  *x = *x - (shifted - big);
  return (VI)shifted - (VI)VF(splat)(big);
}

// Counts a vector of terms smaller than 2^11, and returns what is left of them.
ASSAY_INLINE_SPLIT VD VF(split_add)(VF(split_lanes) *lanes, VD x) {
  lanes->large += VF(split)(&x, 0x1.8p12);
  lanes->small += VF(split)(&x, 0x1.8p-35);
  lanes->tiny += VF(split)(&x, 0x1.8p-82);
  lanes->left |= (VI)(x != 0.0);
  return x;
}

ASSAY_INLINE_SPLIT assay_split_sum_t VF(split_total)(const VF(split_lanes) *lanes) {
  assay_split_sum_t sum = {0};
  for (int lane = 0; lane < 8; lane++) {
    sum.large += lanes->large[lane];
    sum.small += lanes->small[lane];
    sum.tiny += lanes->tiny[lane];
    sum.has_rests |= lanes->left[lane] != 0;
  }
  return sum;
}

#undef ASSAY_INLINE_SPLIT
