// Exact statistics of ranked scores with ties: how positives and negatives order themselves.
//
// Scores that compare equal are tied, so -0 ties with 0. A label is 1 (positive) or 0 (negative).
// `threads` is how many threads may share the work; the result does not depend on it.
#ifndef ASSAY_RANKING_H
#define ASSAY_RANKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Pairs of a positive and a negative: the area under the ROC curve is
// concordant_twice / (2 positives negatives). Exact up to 6 * 10^9 scores.
typedef struct {
  uint64_t concordant_twice;  // 2 #(positive > negative) + #(positive == negative)
  uint64_t positives;
  uint64_t negatives;
} assay_pairs_t;

typedef enum {
  ASSAY_RANKED = 0,
  ASSAY_BAD_SCORE = 1,  // NaN, or infinite where only finite scores are taken
  ASSAY_BAD_LABEL = 2,  // neither 0 nor 1
  ASSAY_NO_MEMORY = 3,
} assay_ranking_t;

// On a bad score or label, `position` is the index of the first one (of the scores first).
assay_ranking_t assay_pairs_floats(const float *scores, const uint8_t *labels, size_t n,
                                   bool finite, int threads, assay_pairs_t *pairs,
                                   size_t *position);
assay_ranking_t assay_pairs_doubles(const double *scores, const uint8_t *labels, size_t n,
                                    bool finite, int threads, assay_pairs_t *pairs,
                                    size_t *position);

// The distinct scores in descending order, and how many positives and negatives have each. The
// arrays have room for n elements; `count` is how many are used.
assay_ranking_t assay_distinct_floats(const float *scores, const uint8_t *labels, size_t n,
                                      bool finite, int threads, float *distinct,
                                      int64_t *positives, int64_t *negatives, size_t *count,
                                      size_t *position);
assay_ranking_t assay_distinct_doubles(const double *scores, const uint8_t *labels, size_t n,
                                       bool finite, int threads, double *distinct,
                                       int64_t *positives, int64_t *negatives, size_t *count,
                                       size_t *position);

// The same with the sums of weights in place of counts: each is summed in the order of the scores
// given, so that the result is one for any number of threads.
assay_ranking_t assay_distinct_weighted_floats(const float *scores, const uint8_t *labels,
                                               const double *weights, size_t n, bool finite,
                                               int threads, float *distinct, double *positives,
                                               double *negatives, size_t *count,
                                               size_t *position);
assay_ranking_t assay_distinct_weighted_doubles(const double *scores, const uint8_t *labels,
                                                const double *weights, size_t n, bool finite,
                                                int threads, double *distinct, double *positives,
                                                double *negatives, size_t *count,
                                                size_t *position);

// Scores in ascending order with the label of each; equal scores lie in any order. They were sorted
// in ranges, also ascending, and equal scores lie in one range. Range r begins at segments[2 r] and
// has segments[2 r + 2] - segments[2 r + 1] positives; segments[2 ranges] is the number of scores.
typedef struct {
  void *scores;  // of float or of double
  uint8_t *labels;
  size_t *segments;
  size_t *distinct;  // how many distinct scores each range has
  size_t ranges;
} assay_sorted_t;

assay_ranking_t assay_sorted_floats(const float *scores, const uint8_t *labels, size_t n,
                                    bool finite, int threads, assay_sorted_t *sorted,
                                    size_t *position);
assay_ranking_t assay_sorted_doubles(const double *scores, const uint8_t *labels, size_t n,
                                     bool finite, int threads, assay_sorted_t *sorted,
                                     size_t *position);
void assay_free_sorted(assay_sorted_t *sorted);

// A walk down sorted rows: how many of them lie ahead, and how many of each class lie behind.
typedef struct {
  size_t end;
  int64_t positives, negatives;
} assay_walk_t;

// Walks down distinct scores, at least one if there is any ahead and at most `room`: for each `at`
// what score how many positives (hits) and negatives (alarms) lie at or above. Returns how many
// there are; what lies behind them in the arrays may have been written too.
size_t assay_points_floats(const float *scores, const uint8_t *labels, assay_walk_t *walk,
                           size_t room, double *at, double *hits, double *alarms);
size_t assay_points_doubles(const double *scores, const uint8_t *labels, assay_walk_t *walk,
                            size_t room, double *at, double *hits, double *alarms);

// Says that a large block is about to be written for the first time: large pages cost less then.
void assay_expect_writes(void *block, size_t bytes);

#endif
