#define _GNU_SOURCE  // madvise
#include <stdlib.h>
#include <string.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "include/ranking.h"
#include "include/workers.h"

// Memory to be freed with free(). All but small blocks ask for large pages: the first touch of small
// ones would cost a third of the whole ranking.
static void *scratch(size_t bytes) {
#if defined(__linux__)
  const size_t page = 2 << 20;
  if (bytes > page / 4) {
    bytes = (bytes + page - 1) / page * page;
    void *block = NULL;
    if (posix_memalign(&block, page, bytes)) return NULL;
    madvise(block, bytes / page * page, MADV_HUGEPAGE);
    return block;
  }
#endif
  return malloc(bytes ? bytes : 1);
}

#define ASSAY_BODY "ranking.body.h"
#include "per_instruction_set.h"

assay_ranking_t assay_pairs_floats(const float *scores, const uint8_t *labels, size_t n,
                                   bool finite, int threads, assay_pairs_t *pairs,
                                   size_t *position) {
  return ASSAY_CALL(pairs_of_float)(scores, labels, n, finite, threads, pairs, position);
}

assay_ranking_t assay_pairs_doubles(const double *scores, const uint8_t *labels, size_t n,
                                    bool finite, int threads, assay_pairs_t *pairs,
                                    size_t *position) {
  return ASSAY_CALL(pairs_of_double)(scores, labels, n, finite, threads, pairs, position);
}

assay_ranking_t assay_distinct_floats(const float *scores, const uint8_t *labels, size_t n,
                                      bool finite, int threads, float *distinct,
                                      int64_t *positives, int64_t *negatives, size_t *count,
                                      size_t *position) {
  return ASSAY_CALL(distinct_of_float)(scores, labels, NULL, n, finite, threads, distinct,
                                       positives, negatives, count, position);
}

assay_ranking_t assay_distinct_doubles(const double *scores, const uint8_t *labels, size_t n,
                                       bool finite, int threads, double *distinct,
                                       int64_t *positives, int64_t *negatives, size_t *count,
                                       size_t *position) {
  return ASSAY_CALL(distinct_of_double)(scores, labels, NULL, n, finite, threads, distinct,
                                        positives, negatives, count, position);
}

assay_ranking_t assay_distinct_weighted_floats(const float *scores, const uint8_t *labels,
                                               const double *weights, size_t n, bool finite,
                                               int threads, float *distinct, double *positives,
                                               double *negatives, size_t *count,
                                               size_t *position) {
  return ASSAY_CALL(distinct_of_float)(scores, labels, weights, n, finite, threads, distinct,
                                       positives, negatives, count, position);
}

assay_ranking_t assay_distinct_weighted_doubles(const double *scores, const uint8_t *labels,
                                                const double *weights, size_t n, bool finite,
                                                int threads, double *distinct, double *positives,
                                                double *negatives, size_t *count,
                                                size_t *position) {
  return ASSAY_CALL(distinct_of_double)(scores, labels, weights, n, finite, threads, distinct,
                                        positives, negatives, count, position);
}

assay_ranking_t assay_sorted_floats(const float *scores, const uint8_t *labels, size_t n,
                                    bool finite, int threads, assay_sorted_t *sorted,
                                    size_t *position) {
  return ASSAY_CALL(sorted_of_float)(scores, labels, n, finite, threads, sorted, position);
}

assay_ranking_t assay_sorted_doubles(const double *scores, const uint8_t *labels, size_t n,
                                     bool finite, int threads, assay_sorted_t *sorted,
                                     size_t *position) {
  return ASSAY_CALL(sorted_of_double)(scores, labels, n, finite, threads, sorted, position);
}

void assay_free_sorted(assay_sorted_t *sorted) {
  free(sorted->scores);
  free(sorted->segments);
}

size_t assay_points_floats(const float *scores, const uint8_t *labels, assay_walk_t *walk,
                           size_t room, double *at, double *hits, double *alarms) {
  return ASSAY_CALL(points_of_float)(scores, labels, walk, room, at, hits, alarms);
}

size_t assay_points_doubles(const double *scores, const uint8_t *labels, assay_walk_t *walk,
                            size_t room, double *at, double *hits, double *alarms) {
  return ASSAY_CALL(points_of_double)(scores, labels, walk, room, at, hits, alarms);
}

void assay_expect_writes(void *block, size_t bytes) {
#if defined(__linux__)
  const uintptr_t page = 2 << 20;
  uintptr_t begin = ((uintptr_t)block + page - 1) / page * page;
  uintptr_t end = ((uintptr_t)block + bytes) / page * page;
  if (end > begin) madvise((void *)begin, end - begin, MADV_HUGEPAGE);
#else
  (void)block, (void)bytes;
#endif
}
