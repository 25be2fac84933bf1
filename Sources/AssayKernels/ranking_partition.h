// Scores parted into ascending ranges of nearly equal weight, positives and negatives apart.
//
// A score's code is a few leading bits of its place between two scores of a sample; counting codes
// tells which of them make a range, and one more pass moves each score to its class of its range, in
// the order in which they were given. The input is cut into parts, one a thread; each part has its
// own segment of every class of every range.

typedef struct {
  const REAL *scores;
  const uint8_t *labels;
  const double *weights;  // NULL if not given
  size_t n;
  bool finite;
  int parts;

  rank_view_t view;
  uint32_t low;  // the key with code 0
  int shift;
  uint32_t codes;
  uint32_t *counts;  // of each part, of each code, of negatives and of positives
  uint8_t *range_of;  // of each code

  size_t ranges;
  // Where the scores begin of each range, of the negatives (2 r) and positives (2 r + 1), of each
  // part; one more for the end.
  size_t *segments;
  REAL *values;
  size_t beside;  // bytes wanted behind the values, in the same block
  double *carried;  // weights, if given
  bool bad[most_parts];
} RF(partition);

static void RF(discard)(RF(partition) *p) {
  free(p->counts);
  free(p->range_of);
  free(p->segments);
  free(p->values);
  free(p->carried);
}

ASSAY_RANKING_INLINE size_t RF(part_begin)(const RF(partition) *p, int part) {
  return p->n / 16 * (size_t)part / (size_t)p->parts * 16;
}

ASSAY_RANKING_INLINE size_t RF(part_end)(const RF(partition) *p, int part) {
  return part + 1 == p->parts ? p->n : RF(part_begin)(p, part + 1);
}

#if KEY_BITS == 64
typedef double RF(x16) __attribute__((vector_size(128)));
ASSAY_RANKING_INLINE rank_float_x16 RF(to_float)(RF(x16) x) {
  return __builtin_convertvector(x, rank_float_x16);
}
#else
typedef float RF(x16) __attribute__((vector_size(64)));
ASSAY_RANKING_INLINE rank_float_x16 RF(to_float)(RF(x16) x) { return x; }
#endif

// Keys of 32 bits whose order is the scores', though different scores may share one.
ASSAY_RANKING_INLINE rank_uint_x16 RF(short_keys)(const REAL *scores, rank_view_t view) {
#if KEY_BITS == 64
  if (view == by_leading_bits) {
    rank_uint_x16 keys;
    for (int i = 0; i < 16; i++) keys[i] = (uint32_t)(RF(key)(scores[i]) >> 32);
    return keys;
  }
#endif
  RF(x16) x;
  memcpy(&x, scores, sizeof x);
  if (view == by_probability) {
    rank_float_x16 below = RF(to_float)(x), above = RF(to_float)(1 - x);
    rank_uint_x16 upper = (rank_uint_x16)(below > above);
    rank_int_x16 nearest = (rank_int_x16)(upper & (rank_uint_x16)above) |
                           (rank_int_x16)(~upper & (rank_uint_x16)below);
    nearest &= ~(nearest >> 31);  // below 0 or above 1: as the end
    // Distances from 0, then distances from 1 downwards, which end where the former do.
    return ((rank_uint_x16)nearest ^ upper) + (upper & 0x7e000001u);
  }
  rank_float_x16 v = RF(to_float)(x) + 0.0f;
  return (rank_uint_x16)v ^ ((rank_uint_x16)((rank_int_x16)v >> 31) | 0x80000000u);
}

// The codes of `n` scores, at most a block of them.
ASSAY_RANKING_INLINE void RF(find_codes)(const RF(partition) *p, const REAL *x, size_t n,
                                         rank_view_t view, uint32_t *codes) {
  rank_uint_x16 zero = {0};
  for (size_t i = 0; i < n; i += 16) {
    REAL rest[16] = {0};
    const REAL *from = n - i >= 16 ? x + i : memcpy(rest, x + i, (n - i) * sizeof(REAL));
    rank_uint_x16 keys = RF(short_keys)(from, view);
    keys = (__builtin_elementwise_max(keys, zero + p->low) - p->low) >> p->shift;
    keys = __builtin_elementwise_min(keys, zero + (p->codes - 1));
    memcpy(codes + i, &keys, sizeof keys);
  }
}

static void RF(codes_of_block)(const RF(partition) *p, const REAL *x, size_t n, uint32_t *codes) {
  if (p->view == by_probability)
    RF(find_codes)(p, x, n, by_probability, codes);
  else if (p->view == by_leading_bits)
    RF(find_codes)(p, x, n, by_leading_bits, codes);
  else
    RF(find_codes)(p, x, n, by_float, codes);
}

ASSAY_RANKING_INLINE bool RF(is_bad)(REAL x, bool finite) {
  return finite ? !(x - x == 0) : x != x;
}

// Looks at the scores and labels from `begin` to `end`: whether any cannot be ranked.
static bool RF(any_bad)(const RF(partition) *p, size_t begin, size_t end) {
  // x - x is 0 for finite scores, else NaN; x != x says NaN. Sums keep what they once were.
  unsigned bad = 0;
  if (p->finite)
    for (size_t i = begin; i < end; i++) bad |= !(p->scores[i] - p->scores[i] == 0);
  else
    for (size_t i = begin; i < end; i++) bad |= p->scores[i] != p->scores[i];
  for (size_t i = begin; i < end; i++) bad |= p->labels[i] > 1;
  return bad;
}

static assay_ranking_t RF(first_bad)(const RF(partition) *p, size_t *position) {
  for (size_t i = 0; i < p->n; i++)
    if (RF(is_bad)(p->scores[i], p->finite)) return *position = i, ASSAY_BAD_SCORE;
  for (size_t i = 0; i < p->n; i++)
    if (p->labels[i] > 1) return *position = i, ASSAY_BAD_LABEL;
  return ASSAY_RANKED;
}

static void RF(count_part)(void *context, int part) {
  RF(partition) *p = context;
  uint32_t *counts = p->counts + (size_t)part * 2 * p->codes, codes[rank_block];
  size_t end = RF(part_end)(p, part);
  for (size_t begin = RF(part_begin)(p, part); begin < end; begin += rank_block) {
    size_t n = end - begin < rank_block ? end - begin : rank_block;
    if ((p->bad[part] = RF(any_bad)(p, begin, begin + n))) return;
    const uint8_t *labels = p->labels + begin;
    RF(codes_of_block)(p, p->scores + begin, n, codes);
    for (size_t i = 0; i < n; i++) counts[2 * codes[i] + labels[i]]++;
  }
}

static void RF(move_part)(void *context, int part) {
  RF(partition) *p = context;
  size_t next[2 * most_ranges];  // where the next score of a range's class goes
  for (size_t s = 0; s < 2 * p->ranges; s++)
    next[s] = p->segments[s * (size_t)p->parts + (size_t)part];
  const uint8_t *range_of = p->range_of;
  REAL *values = p->values;
  double *carried = p->carried;
  uint32_t codes[rank_block];
  size_t end = RF(part_end)(p, part);
  for (size_t begin = RF(part_begin)(p, part); begin < end; begin += rank_block) {
    size_t n = end - begin < rank_block ? end - begin : rank_block;
    const REAL *x = p->scores + begin;
    const uint8_t *labels = p->labels + begin;
    RF(codes_of_block)(p, x, n, codes);
    if (carried) {
      const double *weights = p->weights + begin;
      for (size_t i = 0; i < n; i++) {
        size_t place = next[2 * (size_t)range_of[codes[i]] + labels[i]]++;
        values[place] = x[i];
        carried[place] = weights[i];
      }
    } else {
      for (size_t i = 0; i < n; i++)
        values[next[2 * (size_t)range_of[codes[i]] + labels[i]]++] = x[i];
    }
  }
}

// How to look at the scores, and the keys that codes begin and end with, from a sample.
static void RF(choose_codes)(RF(partition) *p) {
  size_t step = p->n / 256;
  bool probabilities = true;
  int beyond_floats = 0;
  for (size_t i = 0; i < 256; i++) {
    REAL x = p->scores[i * step], size = x < 0 ? -x : x;
    probabilities &= x >= 0 && x <= 1;
    beyond_floats += size > 0 && (size < (REAL)0x1p-126 || size > (REAL)0x1p127);
  }
  p->view = KEY_BITS == 64 && beyond_floats > 16 ? by_leading_bits
            : probabilities                      ? by_probability
                                                 : by_float;
  uint32_t low = UINT32_MAX, high = 0;
  for (size_t i = 0; i < 256; i += 16) {
    REAL sample[16];
    for (size_t j = 0; j < 16; j++) sample[j] = p->scores[(i + j) * step];
    rank_uint_x16 keys = RF(short_keys)(sample, p->view);
    for (int j = 0; j < 16; j++) {
      low = keys[j] < low ? keys[j] : low;
      high = keys[j] > high ? keys[j] : high;
    }
  }
  p->low = low;
  p->shift = 0;
  while ((high - low) >> p->shift >= p->codes) p->shift++;
}

// Parts the scores, or says why not. The partition is to be discarded in any case.
static assay_ranking_t RF(partition_scores)(RF(partition) *p, int threads, size_t *position) {
  p->ranges = p->n / one_range;
  p->ranges = p->ranges < 1 ? 1 : p->ranges > most_ranges ? most_ranges : p->ranges;
  int least = (int)(p->n >> 31) + 1;  // a part's counts fit 32 bits
  p->parts = p->ranges == 1 ? 1 : threads < least ? least : threads;
  if (p->parts > most_parts) p->parts = most_parts;
  p->codes = p->ranges == 1 ? 1 : p->n < 1 << 18 ? 1 << 12 : 1 << 14;
  size_t parts = (size_t)p->parts;
  p->counts = calloc(parts * 2 * p->codes, sizeof(uint32_t));
  p->range_of = calloc(p->codes, sizeof(uint8_t));
  // Room for another number of each range, which sorting adds.
  p->segments = calloc(2 * p->ranges * parts + 1 + p->ranges, sizeof(size_t));
  p->values = scratch(p->n * sizeof(REAL) + p->beside);
  p->carried = p->weights ? scratch(p->n * sizeof(double)) : NULL;
  if (!p->counts || !p->range_of || !p->segments || !p->values || (p->weights && !p->carried))
    return ASSAY_NO_MEMORY;

  if (p->ranges > 1) RF(choose_codes)(p);
  assay_workers_run(p->parts, RF(count_part), p);
  for (int part = 0; part < p->parts; part++)
    if (p->bad[part]) return RF(first_bad)(p, position);

  // A range has the codes that begin within its share of the scores.
  size_t before = 0;
  for (size_t c = 0; c < p->codes; c++) {
    size_t range = (size_t)((double)before / (double)p->n * (double)p->ranges);
    if (range >= p->ranges) range = p->ranges - 1;
    p->range_of[c] = (uint8_t)range;
    for (size_t part = 0; part < parts; part++) {
      for (size_t label = 0; label < 2; label++) {
        uint32_t here = p->counts[2 * (part * p->codes + c) + label];
        p->segments[(2 * range + label) * parts + part + 1] += here;
        before += here;
      }
    }
  }
  for (size_t s = 0; s < 2 * p->ranges * parts; s++) p->segments[s + 1] += p->segments[s];

  assay_workers_run(p->parts, RF(move_part), p);
  return ASSAY_RANKED;
}

// The scores of one class of one range lie side by side, in the order given.
ASSAY_RANKING_INLINE size_t RF(class_begin)(const RF(partition) *p, size_t range, int label) {
  return p->segments[(2 * range + (size_t)label) * (size_t)p->parts];
}

ASSAY_RANKING_INLINE size_t RF(class_size)(const RF(partition) *p, size_t range, int label) {
  return RF(class_begin)(p, range + (size_t)label, !label) - RF(class_begin)(p, range, label);
}

static size_t RF(largest_range)(const RF(partition) *p) {
  size_t most = 0;
  for (size_t r = 0; r < p->ranges; r++) {
    size_t size = RF(class_size)(p, r, 0) + RF(class_size)(p, r, 1);
    most = size > most ? size : most;
  }
  return most;
}
