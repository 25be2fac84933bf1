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

// The scores in ascending order, and the label of each; equal scores lie in any order. Both arrays
// have n elements and lie in one block: `assay_free_sorted(sorted)` frees them.
assay_ranking_t assay_sorted_floats(const float *scores, const uint8_t *labels, size_t n,
                                    bool finite, int threads, float **sorted, uint8_t **marks,
                                    size_t *position);
assay_ranking_t assay_sorted_doubles(const double *scores, const uint8_t *labels, size_t n,
                                     bool finite, int threads, double **sorted, uint8_t **marks,
                                     size_t *position);
void assay_free_sorted(void *sorted);

// Says that a large block is about to be written for the first time: large pages cost less then.
void assay_expect_writes(void *block, size_t bytes);

#endif
