// Pairs of a positive and a negative, counted range by range.
//
// Pairs of different ranges follow from the ranges' sizes. Within a range the smaller class is put
// into cells, evenly spaced between its extremes and about one score each; a score of the other
// class then finds how many lie below its cell in a table, and compares itself with one vector of
// the scores from its cell on: those of later cells count neither as less nor as equal. Cells with
// more scores than a vector has lanes are sorted and searched.

typedef REAL RF(lanes) __attribute__((vector_size(light * sizeof(REAL))));
typedef REAL RF(lanes_unaligned)
    __attribute__((vector_size(light * sizeof(REAL)), aligned(sizeof(REAL)), may_alias));
typedef SIGNED_KEY RF(mask) __attribute__((vector_size(light * sizeof(REAL))));

// Room for one range at a time.
typedef struct {
  REAL *placed;      // the smaller class in the order of its cells
  uint32_t *cells;   // of the scores of one class
  uint32_t *begins;  // where each cell begins among the placed
  KEY *keys, *spare;
} RF(room);

static bool RF(make_room)(RF(room) *room, size_t size) {
  size_t smaller = size / 2 + 16;
  size_t begins = 2 * smaller + 32;  // a power of two below twice the smaller class, and the ends
  room->keys = scratch(2 * smaller * sizeof(KEY) + smaller * sizeof(REAL) +
                       (begins + size) * sizeof(uint32_t));
  if (!room->keys) return false;
  room->spare = room->keys + smaller;
  room->placed = (REAL *)(room->spare + smaller);
  room->begins = (uint32_t *)(room->placed + smaller);
  room->cells = room->begins + begins;
  return true;
}

static void RF(free_room)(RF(room) *room) { free(room->keys); }

// The cell of each score: (x - low) scale, cut to whole numbers in 0...last.
static void RF(find_cells)(const REAL *x, size_t n, REAL low, REAL scale, int32_t last,
                           uint32_t *cells) {
  for (size_t i = 0; i < n; i++) {
    REAL place = (x[i] - low) * scale;
    place = place > 0 ? place : 0;
    place = place < (REAL)last ? place : (REAL)last;
    cells[i] = (uint32_t)(int32_t)place;
  }
}

// Sorts the placed scores of one cell, unless all are equal.
static void RF(sort_cell)(RF(room) *room, size_t begin, size_t end) {
  REAL *cell = room->placed + begin;
  size_t n = end - begin;
  bool equal = true;
  for (size_t i = 1; i < n; i++) equal &= cell[i] == cell[0];
  if (equal) return;
  for (size_t i = 0; i < n; i++) room->keys[i] = RF(key)(cell[i]);
  RF(sort)(room->keys, NULL, n, room->spare, NULL);
  for (size_t i = 0; i < n; i++) cell[i] = RF(score)(room->keys[i]);
}

// How many of a sorted array are less than x, or also equal to it.
ASSAY_RANKING_INLINE size_t RF(search)(const REAL *sorted, size_t n, REAL x, bool or_equal) {
  size_t low = 0;
  while (n > 0) {
    size_t half = n / 2;
    REAL middle = sorted[low + half];
    bool right = or_equal ? middle <= x : middle < x;
    low = right ? low + half + 1 : low;
    n = right ? n - half - 1 : half;
  }
  return low;
}

// The sum of `compare`, once the placed lie in their cells and the others' cells are known.
ASSAY_RANKING_INLINE uint64_t RF(look_up)(const RF(room) *room, const REAL *others, size_t count,
                                          bool heavy) {
  const uint32_t *begins = room->begins;
  const REAL *placed = room->placed;
  uint64_t sum = 0;
  RF(mask) within = {0};
  for (size_t i = 0; i < count; i++) {
    REAL x = others[i];
    uint32_t cell = room->cells[i], begin = begins[cell];
    if (heavy && begins[cell + 1] - begin > light) {
      size_t n = begins[cell + 1] - begin;
      REAL first = placed[begin], last = placed[begin + n - 1];
      size_t below = begin, up_to = begin;
      if (x > last) {
        below = up_to = begin + n;
      } else if (first == last) {
        up_to += x == first ? n : 0;
      } else if (x >= first) {
        below += RF(search)(placed + begin, n, x, false);
        up_to += RF(search)(placed + begin, n, x, true);
      }
      sum += below + up_to;
      continue;
    }
    RF(lanes) near = *(const RF(lanes_unaligned) *)(placed + begin), all = x - (RF(lanes)){0};
    within -= (RF(mask))(near < all) + (RF(mask))(near <= all);
    sum += 2 * (uint64_t)begin;
  }
  for (int i = 0; i < light; i++) sum += (uint64_t)within[i];
  return sum;
}

// For each of the others, #(placed < it) + #(placed <= it), summed.
static uint64_t RF(compare)(RF(room) *room, const REAL *placed, size_t n, const REAL *others,
                            size_t count) {
  REAL low = placed[0], high = placed[0];
  for (size_t i = 1; i < n; i++) {
    low = placed[i] < low ? placed[i] : low;
    high = placed[i] > high ? placed[i] : high;
  }
  if (low == high) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
      sum += (uint64_t)(others[i] > low) + (uint64_t)(others[i] >= low);
    return sum * n;
  }
  int32_t cells = 16;
  while ((size_t)cells < n && cells < 1 << 30) cells *= 2;
  REAL most = KEY_BITS == 32 ? (REAL)0x1p127 : (REAL)0x1p1023;
  REAL scale = (REAL)cells / (high - low);
  scale = scale < most ? scale : most;
  if (!(high - low < most)) cells = 1, low = 0, scale = 0;  // too far apart to divide
  uint32_t *begins = room->begins;
  memset(begins, 0, ((size_t)cells + 3) * sizeof(uint32_t));
  RF(find_cells)(placed, n, low, scale, cells, room->cells);
  for (size_t i = 0; i < n; i++) begins[room->cells[i] + 2]++;
  uint32_t sum = 0, most_in_cell = 0;
  for (int32_t c = 0; c <= cells; c++) {
    uint32_t here = begins[c + 2];
    most_in_cell = here > most_in_cell ? here : most_in_cell;
    begins[c + 2] = sum += here;
  }
  for (size_t i = 0; i < n; i++) room->placed[begins[room->cells[i] + 1]++] = placed[i];
  for (int i = 0; i < light; i++) room->placed[n + (size_t)i] = (REAL)__builtin_nan("");
  if (most_in_cell > light)
    for (int32_t c = 0; c <= cells; c++)
      if (begins[c + 1] - begins[c] > light) RF(sort_cell)(room, begins[c], begins[c + 1]);
  RF(find_cells)(others, count, low, scale, cells, room->cells);
  return most_in_cell > light ? RF(look_up)(room, others, count, true)
                              : RF(look_up)(room, others, count, false);
}

// 2 #(positive > negative) + #(positive == negative) of one range.
static uint64_t RF(range_pairs)(const RF(partition) *p, size_t range, RF(room) *room) {
  size_t positives = RF(class_size)(p, range, 1), negatives = RF(class_size)(p, range, 0);
  const REAL *positive = p->values + RF(class_begin)(p, range, 1);
  const REAL *negative = p->values + RF(class_begin)(p, range, 0);
  if (!positives || !negatives) return 0;
  return positives < negatives
             ? 2 * (uint64_t)positives * negatives -
                   RF(compare)(room, positive, positives, negative, negatives)
             : RF(compare)(room, negative, negatives, positive, positives);
}

typedef struct {
  RF(partition) *partition;
  size_t tasks, largest;
  uint64_t *sums;  // of each task
  bool *failed;
} RF(pairs_job);

static void RF(pairs_task)(void *context, int task) {
  RF(pairs_job) *job = context;
  size_t ranges = job->partition->ranges;
  size_t begin = ranges * (size_t)task / job->tasks, end = ranges * ((size_t)task + 1) / job->tasks;
  RF(room) room;
  job->failed[task] = !RF(make_room)(&room, job->largest);
  if (job->failed[task]) return;
  uint64_t sum = 0;
  for (size_t r = begin; r < end; r++) sum += RF(range_pairs)(job->partition, r, &room);
  job->sums[task] = sum;
  RF(free_room)(&room);
}

static assay_ranking_t RF(pairs_of)(const REAL *scores, const uint8_t *labels, size_t n,
                                    bool finite, int threads, assay_pairs_t *pairs,
                                    size_t *position) {
  *pairs = (assay_pairs_t){0};
  if (!n) return ASSAY_RANKED;
  RF(partition) p = {.scores = scores, .labels = labels, .n = n, .finite = finite};
  assay_ranking_t outcome = RF(partition_scores)(&p, threads, position);
  if (outcome == ASSAY_RANKED) {
    uint64_t sums[8 * most_parts];
    bool failed[8 * most_parts];
    RF(pairs_job) job = {&p, p.parts > 1 ? 8 * (size_t)p.parts : 1, RF(largest_range)(&p), sums,
                         failed};
    assay_workers_run((int)job.tasks, RF(pairs_task), &job);
    for (size_t r = 0; r < p.ranges; r++) {
      uint64_t positives = RF(class_size)(&p, r, 1);
      pairs->concordant_twice += 2 * positives * pairs->negatives;
      pairs->positives += positives;
      pairs->negatives += RF(class_size)(&p, r, 0);
    }
    for (size_t t = 0; t < job.tasks; t++) {
      if (failed[t]) outcome = ASSAY_NO_MEMORY;
      pairs->concordant_twice += sums[t];
    }
  }
  RF(discard)(&p);
  return outcome;
}
