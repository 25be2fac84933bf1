// The distinct scores of sorted rows from the greatest down, with the rows at or above each.

// Rows `begin` to `end` that differ all, from the last down.
static void RF(write_points)(const REAL *scores, const uint8_t *labels, size_t begin, size_t end,
                             assay_walk_t *walk, double *at, double *hits, double *alarms) {
  size_t n = end - begin;
  int64_t positives = walk->positives;
  double above = (double)(positives + walk->negatives + 1);
  for (size_t i = 0; i < n; i++) at[i] = (double)scores[end - 1 - i] + 0;  // -0 becomes 0
  for (size_t i = 0; i < n; i++) hits[i] = (double)(positives += labels[end - 1 - i]);
  for (size_t i = 0; i < n; i++) alarms[i] = above + (double)(int32_t)i - hits[i];
  walk->end = begin;
  walk->negatives += (int64_t)n - (positives - walk->positives);
  walk->positives = positives;
}

// As `assay_points_doubles`.
static size_t RF(points_of)(const REAL *scores, const uint8_t *labels, assay_walk_t *walk,
                            size_t room, double *at, double *hits, double *alarms) {
  size_t row = walk->end, used = 0;
  if (room > INT32_MAX) room = INT32_MAX;
  // Mostly the rows at hand differ, also from the next below.
  size_t begin = row > room ? row - room : 0, differ = row > begin && begin == 0;
  for (size_t i = begin > 0 ? begin : 1; i < row; i++) differ += scores[i] != scores[i - 1];
  if (differ == row - begin) {
    RF(write_points)(scores, labels, begin, row, walk, at, hits, alarms);
    return row - begin;
  }
  // A row writes its point in any case and the next row writes over it, unless it lies below: there
  // is no telling whether it will.
  int64_t positives = walk->positives, rows = positives + walk->negatives;
  while (!used && row > 0) {
    size_t stop = row > room ? row - room : 0;
    for (; row > stop; row--) {
      positives += labels[row - 1];
      rows++;
      at[used] = (double)scores[row - 1] + 0;
      hits[used] = (double)positives;
      alarms[used] = (double)(rows - positives);
      used += row == 1 || scores[row - 1] != scores[row - 2];
    }
  }
  walk->end = row;
  walk->positives = positives;
  walk->negatives = rows - positives;
  return used;
}
