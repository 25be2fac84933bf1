// Sorting scores by their bits: a stable radix sort of the digits in which they differ.

// An integer that orders as the score does; -0 has the key of 0.
ASSAY_RANKING_INLINE KEY RF(key)(REAL x) {
  x += 0;  // -0 becomes 0
  KEY bits;
  memcpy(&bits, &x, sizeof bits);
  return bits ^ ((KEY)((SIGNED_KEY)bits >> (KEY_BITS - 1)) | (KEY)1 << (KEY_BITS - 1));
}

ASSAY_RANKING_INLINE REAL RF(score)(KEY key) {
  KEY bits = key >> (KEY_BITS - 1) ? key ^ (KEY)1 << (KEY_BITS - 1) : ~key;
  REAL x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

// Sorts keys, and what each carries along if `carried` is given, through spare arrays as long.
static void RF(sort)(KEY *keys, double *carried, size_t n, KEY *spare, double *spare_carried) {
  if (n <= 24) {  // by insertion
    for (size_t i = 1; i < n; i++) {
      KEY key = keys[i];
      double with = carried ? carried[i] : 0;
      size_t j = i;
      for (; j > 0 && keys[j - 1] > key; j--) {
        keys[j] = keys[j - 1];
        if (carried) carried[j] = carried[j - 1];
      }
      keys[j] = key;
      if (carried) carried[j] = with;
    }
    return;
  }
  KEY low = keys[0], high = keys[0];
  for (size_t i = 1; i < n; i++) {
    low = keys[i] < low ? keys[i] : low;
    high = keys[i] > high ? keys[i] : high;
  }
  if (low == high) return;
  int bits = 64 - __builtin_clzll((uint64_t)(high - low));
  int widest = n < 512 ? 6 : n < 4096 ? 8 : 11;
  int passes = (bits + widest - 1) / widest, width = (bits + passes - 1) / passes;
  KEY *from = keys, *to = spare;
  double *from_carried = carried, *to_carried = spare_carried;
  for (int pass = 0; pass < passes; pass++) {
    size_t places[1 << 11];
    KEY mask = ((KEY)1 << width) - 1;
    int shift = pass * width;
    memset(places, 0, sizeof(size_t) << width);
    for (size_t i = 0; i < n; i++) places[(from[i] - low) >> shift & mask]++;
    size_t sum = 0;
    for (size_t d = 0; d <= mask; d++) {
      size_t here = places[d];
      places[d] = sum;
      sum += here;
    }
    for (size_t i = 0; i < n; i++) {
      size_t place = places[(from[i] - low) >> shift & mask]++;
      to[place] = from[i];
      if (carried) to_carried[place] = from_carried[i];
    }
    KEY *keys_now = to;
    to = from;
    from = keys_now;
    double *carried_now = to_carried;
    to_carried = from_carried;
    from_carried = carried_now;
  }
  if (from != keys) {
    memcpy(keys, from, n * sizeof(KEY));
    if (carried) memcpy(carried, from_carried, n * sizeof(double));
  }
}
