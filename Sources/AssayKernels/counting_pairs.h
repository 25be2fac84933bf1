// Counting pairs of indices of type INDEX: whole numbers of type VALUE, less the least. A number below
// the least is a large index here, so one comparison tells whether it is in range.

typedef INDEX CF(lanes) __attribute__((vector_size(64)));
typedef INDEX CF(lanes_unaligned)
    __attribute__((vector_size(64), aligned(sizeof(INDEX)), may_alias));

// The first position where an index is out of range, or n.
static size_t CF(first_outside)(const INDEX *truth, const INDEX *predictions, size_t n,
                                INDEX least, size_t classes) {
  for (size_t i = 0; i < n; i++)
    if ((INDEX)(truth[i] - least) >= classes || (INDEX)(predictions[i] - least) >= classes)
      return i;
  return n;
}

// Whether any index of a block is out of range; else each pair's cell.
ASSAY_COUNTING_INLINE bool CF(cells_of_block)(const INDEX *truth, const INDEX *predictions,
                                              size_t n, INDEX least, INDEX last,
                                              uint32_t classes, uint16_t *cells) {
  INDEX outside = 0;
  for (size_t i = 0; i < n; i++) {
    INDEX t = (INDEX)(truth[i] - least), p = (INDEX)(predictions[i] - least);
    outside |= (INDEX)((t > last) | (p > last));
    cells[i] = (uint16_t)((uint16_t)t * (uint16_t)classes + (uint16_t)p);
  }
  return outside;
}

// Two classes: how often each index is 1, and how often both are.
static size_t CF(count_two)(const INDEX *truth, const INDEX *predictions, size_t n, INDEX least,
                            int64_t *table) {
  enum { width = 64 / sizeof(INDEX), block = 128 * width };
  uint64_t truths = 0, predicted = 0, both = 0;
  for (size_t begin = 0; begin < n; begin += block) {
    size_t end = n - begin < block ? n : begin + block, i = begin;
    // A lane's sum of 128 bits fits any INDEX, if each index is indeed 0 or 1.
    CF(lanes) t = {0}, p = {0}, tp = {0}, all = {0};
    for (; i + width <= end; i += width) {
      CF(lanes) left = *(const CF(lanes_unaligned) *)(truth + i) - least;
      CF(lanes) right = *(const CF(lanes_unaligned) *)(predictions + i) - least;
      t += left;
      p += right;
      tp += left & right;
      all |= left | right;
    }
    INDEX any = 0;
    uint64_t sums[3] = {0, 0, 0};
    for (int j = 0; j < width; j++) {
      any |= all[j];
      sums[0] += t[j];
      sums[1] += p[j];
      sums[2] += tp[j];
    }
    for (; i < end; i++) {
      INDEX left = (INDEX)(truth[i] - least), right = (INDEX)(predictions[i] - least);
      any |= left | right;
      sums[0] += left;
      sums[1] += right;
      sums[2] += left & right;
    }
    if (any > 1)
      return begin
             + CF(first_outside)(truth + begin, predictions + begin, end - begin, least, 2);
    truths += sums[0];
    predicted += sums[1];
    both += sums[2];
  }
  table[0] += (int64_t)(n - truths - predicted + both);
  table[1] += (int64_t)(predicted - both);
  table[2] += (int64_t)(truths - both);
  table[3] += (int64_t)both;
  return n;
}

static size_t CF(count)(const INDEX *truth, const INDEX *predictions, size_t n, INDEX least,
                        size_t classes, int64_t *table) {
  if (classes == 2) return CF(count_two)(truth, predictions, n, least, table);
  size_t cells = classes * classes;
  if (classes > 32 || n < 64) {
    size_t outside = CF(first_outside)(truth, predictions, n, least, classes);
    if (outside < n) return outside;
    for (size_t i = 0; i < n; i++)
      table[(INDEX)(truth[i] - least) * classes + (INDEX)(predictions[i] - least)]++;
    return n;
  }
  uint32_t counts[counting_tables][counting_cells + 16];  // not 4 KB apart
  for (int t = 0; t < counting_tables; t++) memset(counts[t], 0, cells * sizeof(uint32_t));
  for (size_t begin = 0; begin < n; begin += counting_block) {
    size_t size = n - begin < counting_block ? n - begin : counting_block, i = 0;
    uint16_t cell[counting_block];
    if (CF(cells_of_block)(truth + begin, predictions + begin, size, least, (INDEX)(classes - 1),
                           (uint32_t)classes, cell))
      return begin + CF(first_outside)(truth + begin, predictions + begin, size, least, classes);
    for (; i + counting_tables <= size; i += counting_tables) {
      // Counting reads nothing but cells: have the next block fetched meanwhile.
      __builtin_prefetch((const char *)(truth + begin + counting_block + i));
      __builtin_prefetch((const char *)(predictions + begin + counting_block + i));
#pragma clang loop unroll(full)
      for (int t = 0; t < counting_tables; t++) counts[t][cell[i + (size_t)t]]++;
    }
    for (; i < size; i++) counts[0][cell[i]]++;
  }
  for (int t = 0; t < counting_tables; t++)
    for (size_t c = 0; c < cells; c++) table[c] += (int64_t)counts[t][c];
  return n;
}

static size_t CF(weigh)(const INDEX *truth, const INDEX *predictions, const double *weights,
                        size_t n, size_t classes, double *table) {
  size_t outside = CF(first_outside)(truth, predictions, n, 0, classes);
  if (outside < n) return outside;
  for (size_t i = 0; i < n; i++)
    table[truth[i] * classes + predictions[i]] += weights[i];
  return n;
}

// The smallest and the largest of an array's numbers and of the two given.
static void CF(reach)(const VALUE *x, size_t n, VALUE *least, VALUE *greatest) {
  VALUE low = *least, high = *greatest;
  for (size_t i = 0; i < n; i++) {
    low = x[i] < low ? x[i] : low;
    high = x[i] > high ? x[i] : high;
  }
  *least = low;
  *greatest = high;
}
