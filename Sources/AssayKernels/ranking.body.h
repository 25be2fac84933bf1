// Ranking of floats and of doubles: one text for both. In the included files REAL is the type of a
// score, KEY the unsigned integer of its size, RF(name) names a function or type.
#ifndef ASSAY_RANKING_TYPES
#define ASSAY_RANKING_TYPES
#pragma clang diagnostic ignored "-Wpsabi"  // all vector functions are inlined

#define ASSAY_RANKING_INLINE static inline __attribute__((always_inline, unused))

typedef float rank_float_x16 __attribute__((vector_size(64)));
typedef int32_t rank_int_x16 __attribute__((vector_size(64)));
typedef uint32_t rank_uint_x16 __attribute__((vector_size(64)));

// How leading bits are taken from scores: from the float nearest to each; from a double's own bits,
// where floats would overflow or underflow; or, for scores in [0, 1], from the float nearest to the
// distance from 0 or 1, since classifiers that are sure of themselves crowd at both ends.
typedef enum { by_float, by_leading_bits, by_probability } rank_view_t;

// A bound for the threads that share a ranking.
enum { most_parts = 16 };
// Ranges, at most: each class of each range is a stream of writes, and the first cache holds 512.
enum { most_ranges = 256 };
// Codes are found a block at a time.
enum { rank_block = 512 };
// Scores below this number are ranked as one range.
enum { one_range = 8192 };
// Cells up to this many scores are compared by one vector.
enum { light = 8 };
// Cells with more scores than this are sorted by their bits.
enum { crowd = 64 };
#endif

#define REAL float
#define KEY uint32_t
#define SIGNED_KEY int32_t
#define KEY_BITS 32
#define RF(name) FN(name##_float)
#include "ranking_sort.h"
#include "ranking_partition.h"
#include "ranking_pairs.h"
#include "ranking_distinct.h"
#include "ranking_sorted.h"
#include "ranking_points.h"
#undef REAL
#undef KEY
#undef SIGNED_KEY
#undef KEY_BITS
#undef RF

#define REAL double
#define KEY uint64_t
#define SIGNED_KEY int64_t
#define KEY_BITS 64
#define RF(name) FN(name##_double)
#include "ranking_sort.h"
#include "ranking_partition.h"
#include "ranking_pairs.h"
#include "ranking_distinct.h"
#include "ranking_sorted.h"
#include "ranking_points.h"
#undef REAL
#undef KEY
#undef SIGNED_KEY
#undef KEY_BITS
#undef RF
