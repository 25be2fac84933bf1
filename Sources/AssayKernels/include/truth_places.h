// At which place the true class of each row stands when the classes are ordered by score.
#ifndef ASSAY_TRUTH_PLACES_H
#define ASSAY_TRUTH_PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// places[i] = how many classes of row i stand ahead of truth[i], a column of it: those of greater score,
// and later ones of the same. False, and places without meaning, when a score is not finite.
bool assay_truth_places_doubles(const int32_t *truth, const double *scores, size_t rows,
                                size_t width, int32_t *places);
bool assay_truth_places_floats(const int32_t *truth, const float *scores, size_t rows,
                               size_t width, int32_t *places);

#endif
