// The first value of an array that is not finite, and the extremes of those before it.

typedef REAL CF(lanes) __attribute__((vector_size(64)));
typedef REAL CF(lanes_unaligned) __attribute__((vector_size(64), aligned(sizeof(REAL)), may_alias));
typedef REAL_BITS CF(mask) __attribute__((vector_size(64)));

static size_t CF(scan)(const REAL *x, size_t n, REAL *least, REAL *greatest) {
  enum { width = 64 / sizeof(REAL), together = 4 };
  const REAL infinity = (REAL)__builtin_inf();
  CF(lanes) low[together], high[together];
  for (int j = 0; j < together; j++) {
    low[j] = infinity - (CF(lanes)){0};
    high[j] = -low[j];
  }
  size_t i = 0;
  for (; i + width * together <= n; i += width * together) {
    CF(lanes) v[together];
    CF(mask) bad = {0};
#pragma clang loop unroll(full)
    for (int j = 0; j < together; j++) {
      v[j] = *(const CF(lanes_unaligned) *)(x + i + j * width);
      bad |= (CF(mask))(((CF(mask))v[j] & FINITE) == FINITE);
    }
    REAL_BITS any = 0;
    for (int j = 0; j < width; j++) any |= bad[j];
    if (any) break;
#pragma clang loop unroll(full)
    for (int j = 0; j < together; j++) {
      CF(mask) less = (CF(mask))(v[j] < low[j]), more = (CF(mask))(v[j] > high[j]);
      low[j] = (CF(lanes))((less & (CF(mask))v[j]) | (~less & (CF(mask))low[j]));
      high[j] = (CF(lanes))((more & (CF(mask))v[j]) | (~more & (CF(mask))high[j]));
    }
  }
  REAL lowest = infinity, highest = -infinity;
  for (int j = 0; j < together; j++)
    for (int k = 0; k < width; k++) {
      lowest = low[j][k] < lowest ? low[j][k] : lowest;
      highest = high[j][k] > highest ? high[j][k] : highest;
    }
  for (; i < n && x[i] - x[i] == 0; i++) {
    lowest = x[i] < lowest ? x[i] : lowest;
    highest = x[i] > highest ? x[i] : highest;
  }
  *least = lowest + 0;  // -0 becomes 0
  *greatest = highest + 0;
  return i;
}
