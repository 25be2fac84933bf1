// The distinct scores in descending order, with the count or the weight of each class.

typedef struct {
  KEY *keys, *spare;
  double *carried, *spare_carried;
  size_t n;
} RF(ranked);

// One class of a range, sorted ascending; equal scores stay in the order in which they were given.
static void RF(rank_class)(const RF(partition) *p, size_t range, int label, RF(ranked) *to) {
  size_t begin = RF(class_begin)(p, range, label);
  to->n = RF(class_size)(p, range, label);
  for (size_t i = 0; i < to->n; i++) to->keys[i] = RF(key)(p->values[begin + i]);
  if (p->weights) memcpy(to->carried, p->carried + begin, to->n * sizeof(double));
  RF(sort)(to->keys, to->carried, to->n, to->spare, to->spare_carried);
}

// Takes the scores with `key` off the end; returns how many, or the sum of their weights.
ASSAY_RANKING_INLINE size_t RF(take)(RF(ranked) *ranked, KEY key, double *weight) {
  size_t end = ranked->n, begin = end;
  while (begin > 0 && ranked->keys[begin - 1] == key) begin--;
  if (ranked->carried) {
    double sum = 0;
    for (size_t i = begin; i < end; i++) sum += ranked->carried[i];
    *weight = sum;
  }
  ranked->n = begin;
  return end - begin;
}

// `positives` and `negatives` are of int64_t, or of double if there are weights.
static assay_ranking_t RF(distinct_of)(const REAL *scores, const uint8_t *labels,
                                       const double *weights, size_t n, bool finite, int threads,
                                       REAL *distinct, void *positives, void *negatives,
                                       size_t *count, size_t *position) {
  *count = 0;
  if (!n) return ASSAY_RANKED;
  RF(partition) p = {
      .scores = scores, .labels = labels, .weights = weights, .n = n, .finite = finite};
  assay_ranking_t outcome = RF(partition_scores)(&p, threads, position);
  if (outcome == ASSAY_RANKED) {
    size_t most = RF(largest_range)(&p);
    KEY *keys = scratch(3 * most * sizeof(KEY));
    double *carried = weights ? scratch(3 * most * sizeof(double)) : NULL;
    if (!keys || (weights && !carried)) {
      outcome = ASSAY_NO_MEMORY;
    } else {
      size_t used = 0;
      for (size_t r = p.ranges; r-- > 0;) {
        size_t first = RF(class_size)(&p, r, 1);
        // The two classes side by side, then what sorting needs.
        RF(ranked) above = {keys, keys + most, carried, carried ? carried + most : NULL, 0};
        RF(rank_class)(&p, r, 1, &above);
        RF(ranked) below = {keys + first, keys + 2 * most, carried ? carried + first : NULL,
                            carried ? carried + 2 * most : NULL, 0};
        RF(rank_class)(&p, r, 0, &below);
        while (above.n || below.n) {
          KEY high = above.n ? above.keys[above.n - 1] : 0;
          KEY low = below.n ? below.keys[below.n - 1] : 0;
          KEY key = high > low ? high : low;
          distinct[used] = RF(score)(key);
          double weight[2] = {0, 0};
          size_t up = RF(take)(&above, key, &weight[1]), down = RF(take)(&below, key, &weight[0]);
          if (weights) {
            ((double *)positives)[used] = weight[1];
            ((double *)negatives)[used] = weight[0];
          } else {
            ((int64_t *)positives)[used] = (int64_t)up;
            ((int64_t *)negatives)[used] = (int64_t)down;
          }
          used++;
        }
      }
      *count = used;
    }
    free(keys);
    free(carried);
  }
  RF(discard)(&p);
  return outcome;
}
