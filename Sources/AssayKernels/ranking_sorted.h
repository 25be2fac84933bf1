// Scores in ascending order, each with its label beside it.
//
// Each range is put into cells, evenly spaced between its extremes and about one score each. The
// cells ascend, so what is left to do is to put each score past the few greater ones of its own
// cell. Cells with many scores are sorted by their bits first.

// Room for one range at a time.
typedef struct {
  REAL *placed;      // the scores in the order of their cells
  KEY *spare;
  uint32_t *cells;   // of the scores
  uint32_t *begins;  // where each cell begins among the placed
} RF(sort_room);

static bool RF(make_sort_room)(RF(sort_room) *room, size_t size) {
  size_t begins = 2 * size + 32;  // a power of two below twice the scores, and the ends
  room->placed = scratch(2 * size * sizeof(REAL) + (begins + size) * sizeof(uint32_t));
  if (!room->placed) return false;
  room->spare = (KEY *)(room->placed + size);
  room->cells = (uint32_t *)(room->spare + size);
  room->begins = room->cells + size;
  return true;
}

// The least and the greatest of finite or infinite scores.
static void RF(find_extremes)(const REAL *scores, size_t n, REAL *low, REAL *high) {
  *low = *high = scores[0];
  size_t i = 0;
  if (n >= 16) {
    RF(x16) least, most, x;
    memcpy(&least, scores, sizeof least);
    most = least;
    for (i = 16; i + 16 <= n; i += 16) {
      memcpy(&x, scores + i, sizeof x);
      least = __builtin_elementwise_min(least, x);
      most = __builtin_elementwise_max(most, x);
    }
    for (int j = 0; j < 16; j++) {
      *low = least[j] < *low ? least[j] : *low;
      *high = most[j] > *high ? most[j] : *high;
    }
  }
  for (; i < n; i++) {
    *low = scores[i] < *low ? scores[i] : *low;
    *high = scores[i] > *high ? scores[i] : *high;
  }
}

// Sorts the scores of a crowded cell: first the negatives, then the positives, then both into one.
static void RF(sort_crowd)(REAL *scores, uint8_t *marks, size_t n, KEY *keys, KEY *spare) {
  bool equal = true;
  for (size_t i = 1; i < n; i++) equal &= scores[i] == scores[0];
  if (equal) return;
  size_t negatives = 0;
  for (size_t i = 0; i < n; i++) negatives += !marks[i];
  for (size_t i = 0; i < n; i++) keys[i] = RF(key)(scores[i]);
  RF(sort)(keys, NULL, negatives, spare, NULL);
  RF(sort)(keys + negatives, NULL, n - negatives, spare, NULL);
  size_t negative = 0, positive = negatives;
  for (size_t i = 0; i < n; i++) {
    bool takes = negative == negatives || (positive < n && keys[positive] < keys[negative]);
    scores[i] = RF(score)(keys[takes ? positive++ : negative++]);
    marks[i] = takes;
  }
}

// Sorts `n` scores, at first `negatives` negatives and then positives, and marks the positives.
static void RF(sort_range)(RF(sort_room) *room, REAL *scores, uint8_t *marks, size_t n,
                           size_t negatives) {
  for (size_t i = 0; i < n; i++) marks[i] = i >= negatives;
  if (n < 2) return;
  REAL low, high;
  RF(find_extremes)(scores, n, &low, &high);
  if (low == high) return;
  int32_t cells = 16;
  while ((size_t)cells < n && cells < 1 << 30) cells *= 2;
  REAL most = KEY_BITS == 32 ? (REAL)0x1p127 : (REAL)0x1p1023;
  REAL scale = (REAL)cells / (high - low);
  scale = scale < most ? scale : most;
  if (!(high - low < most)) cells = 1, low = 0, scale = 0;  // too far apart to divide
  uint32_t *begins = room->begins, *cell_of = room->cells;
  REAL *placed = room->placed;
  memset(begins, 0, ((size_t)cells + 3) * sizeof(uint32_t));
  RF(find_cells)(scores, n, low, scale, cells, cell_of);
  for (size_t i = 0; i < n; i++) begins[cell_of[i] + 2]++;
  uint32_t sum = 0, most_in_cell = 0;  // in loops of their own, the first in vectors
  for (int32_t c = 0; c <= cells; c++)
    most_in_cell = begins[c + 2] > most_in_cell ? begins[c + 2] : most_in_cell;
  for (int32_t c = 0; c <= cells; c++) begins[c + 2] = sum += begins[c + 2];
  for (size_t i = 0; i < n; i++) {
    uint32_t place = begins[cell_of[i] + 1]++;
    placed[place] = scores[i];
    marks[place] = i >= negatives;
  }
  if (most_in_cell > crowd)
    for (int32_t c = 0; c <= cells; c++) {
      size_t begin = begins[c], size = begins[c + 1] - begin;
      if (size > crowd)
        RF(sort_crowd)(placed + begin, marks + begin, size, (KEY *)(void *)scores, room->spare);
    }
  scores[0] = placed[0];
  for (size_t i = 1; i < n; i++) {
    REAL x = placed[i];
    size_t to = i;
    if (scores[i - 1] > x) {
      uint8_t mark = marks[i];
      do {
        scores[to] = scores[to - 1];
        marks[to] = marks[to - 1];
        to--;
      } while (to > 0 && scores[to - 1] > x);
      marks[to] = mark;
    }
    scores[to] = x;
  }
}

// How many distinct scores a sorted range has.
static size_t RF(count_distinct)(const REAL *sorted, size_t n) {
  size_t count = n > 0;
  for (size_t i = 1; i < n; i++) count += sorted[i] != sorted[i - 1];
  return count;
}

typedef struct {
  RF(partition) *partition;
  uint8_t *marks;
  size_t *distinct;  // of each range
  size_t tasks, largest;
  bool failed[8 * most_parts];  // each task's
} RF(sort_job);

static void RF(sort_task)(void *context, int task) {
  RF(sort_job) *job = context;
  const RF(partition) *p = job->partition;
  size_t begin = p->ranges * (size_t)task / job->tasks;
  size_t end = p->ranges * ((size_t)task + 1) / job->tasks;
  RF(sort_room) room;
  job->failed[task] = !RF(make_sort_room)(&room, job->largest);
  if (job->failed[task]) return;
  for (size_t r = begin; r < end; r++) {
    size_t first = RF(class_begin)(p, r, 0), negatives = RF(class_size)(p, r, 0);
    size_t size = negatives + RF(class_size)(p, r, 1);
    RF(sort_range)(&room, p->values + first, job->marks + first, size, negatives);
    job->distinct[r] = RF(count_distinct)(p->values + first, size);  // still in the cache
  }
  free(room.placed);
}

// The partition's block of scores and marks becomes the caller's, and so do its segments.
static assay_ranking_t RF(sorted_of)(const REAL *scores, const uint8_t *labels, size_t n,
                                     bool finite, int threads, assay_sorted_t *sorted,
                                     size_t *position) {
  *sorted = (assay_sorted_t){0};
  if (!n) return ASSAY_RANKED;
  RF(partition) p = {.scores = scores, .labels = labels, .n = n, .finite = finite, .beside = n};
  assay_ranking_t outcome = RF(partition_scores)(&p, threads, position);
  if (outcome == ASSAY_RANKED) {
    size_t distinct[most_ranges];
    RF(sort_job) job = {.partition = &p,
                        .distinct = distinct,
                        .marks = (uint8_t *)(p.values + n),
                        .tasks = p.parts > 1 ? 8 * (size_t)p.parts : 1,
                        .largest = RF(largest_range)(&p)};
    assay_workers_run((int)job.tasks, RF(sort_task), &job);
    for (size_t t = 0; t < job.tasks; t++)
      if (job.failed[t]) outcome = ASSAY_NO_MEMORY;
    if (outcome == ASSAY_RANKED) {
      size_t parts = (size_t)p.parts;
      for (size_t s = 0; s <= 2 * p.ranges; s++) p.segments[s] = p.segments[s * parts];
      size_t *counts = p.segments + 2 * p.ranges + 1;
      memcpy(counts, distinct, p.ranges * sizeof(size_t));
      *sorted = (assay_sorted_t){p.values, job.marks, p.segments, counts, p.ranges};
      p.values = NULL;
      p.segments = NULL;
    }
  }
  RF(discard)(&p);
  return outcome;
}
