// Counting pairs of indices of type INDEX. A negative index is a large one here, so one comparison
// tells whether it is in range.

// The first position where an index is out of range, or n.
static size_t CF(first_outside)(const INDEX *truth, const INDEX *predictions, size_t n,
                                size_t classes) {
  for (size_t i = 0; i < n; i++)
    if (truth[i] >= classes || predictions[i] >= classes) return i;
  return n;
}

// Whether any index of a block is out of range; else each pair's cell.
ASSAY_COUNTING_INLINE bool CF(cells_of_block)(const INDEX *truth, const INDEX *predictions,
                                              size_t n, INDEX last, uint32_t classes,
                                              uint16_t *cells) {
  INDEX outside = 0;
  for (size_t i = 0; i < n; i++) {
    outside |= (INDEX)((truth[i] > last) | (predictions[i] > last));
    cells[i] = (uint16_t)((uint16_t)truth[i] * (uint16_t)classes + (uint16_t)predictions[i]);
  }
  return outside;
}

// Two classes: how often each index is 1, and how often both are.
static size_t CF(count_two)(const INDEX *truth, const INDEX *predictions, size_t n,
                            int64_t *table) {
  uint64_t truths = 0, predicted = 0, both = 0;
  for (size_t begin = 0; begin < n; begin += 128) {
    size_t end = n - begin < 128 ? n : begin + 128;
    // Sums of 128 bits fit any INDEX, if each index is indeed 0 or 1.
    INDEX t = 0, p = 0, tp = 0, all = 0;
    for (size_t i = begin; i < end; i++) {
      t += truth[i];
      p += predictions[i];
      tp += truth[i] & predictions[i];
      all |= truth[i] | predictions[i];
    }
    if (all > 1)
      return begin + CF(first_outside)(truth + begin, predictions + begin, end - begin, 2);
    truths += t;
    predicted += p;
    both += tp;
  }
  table[0] += (int64_t)(n - truths - predicted + both);
  table[1] += (int64_t)(predicted - both);
  table[2] += (int64_t)(truths - both);
  table[3] += (int64_t)both;
  return n;
}

static size_t CF(count)(const INDEX *truth, const INDEX *predictions, size_t n, size_t classes,
                        int64_t *table) {
  if (classes == 2) return CF(count_two)(truth, predictions, n, table);
  size_t cells = classes * classes;
  if (classes > 32 || n < 64) {
    size_t outside = CF(first_outside)(truth, predictions, n, classes);
    if (outside < n) return outside;
    for (size_t i = 0; i < n; i++) table[truth[i] * classes + predictions[i]]++;
    return n;
  }
  uint32_t counts[counting_tables][counting_cells + 16];  // not 4 KB apart
  for (int t = 0; t < counting_tables; t++) memset(counts[t], 0, cells * sizeof(uint32_t));
  for (size_t begin = 0; begin < n; begin += counting_block) {
    size_t size = n - begin < counting_block ? n - begin : counting_block, i = 0;
    uint16_t cell[counting_block];
    if (CF(cells_of_block)(truth + begin, predictions + begin, size, (INDEX)(classes - 1),
                           (uint32_t)classes, cell))
      return begin + CF(first_outside)(truth + begin, predictions + begin, size, classes);
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
  size_t outside = CF(first_outside)(truth, predictions, n, classes);
  if (outside < n) return outside;
  for (size_t i = 0; i < n; i++)
    table[truth[i] * classes + predictions[i]] += weights[i];
  return n;
}
