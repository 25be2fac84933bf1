// Counting pairs of class indices of 8, 32 and 64 bits, and looking over floats and doubles.
#ifndef ASSAY_COUNTING_LIMITS
#define ASSAY_COUNTING_LIMITS
#pragma clang diagnostic ignored "-Wpsabi"  // all vector functions are inlined
#define ASSAY_COUNTING_INLINE static inline __attribute__((always_inline, unused))

enum { counting_block = 1024 };
// Several tables, taken in turn, so that equal pairs in a row do not wait for one another.
enum { counting_tables = 8, counting_cells = 1024 };
#endif

#define INDEX uint8_t
#define VALUE uint8_t
#define CF(name) FN(name##_8)
#include "counting_pairs.h"
#undef INDEX
#undef VALUE
#undef CF

#define INDEX uint32_t
#define VALUE int32_t
#define CF(name) FN(name##_32)
#include "counting_pairs.h"
#undef INDEX
#undef VALUE
#undef CF

#define INDEX uint64_t
#define VALUE int64_t
#define CF(name) FN(name##_64)
#include "counting_pairs.h"
#undef INDEX
#undef VALUE
#undef CF

#define REAL float
#define REAL_BITS uint32_t
#define FINITE 0x7f800000u
#define CF(name) FN(name##_floats)
#include "counting_scan.h"
#undef REAL
#undef REAL_BITS
#undef FINITE
#undef CF

#define REAL double
#define REAL_BITS uint64_t
#define FINITE 0x7ff0000000000000u
#define CF(name) FN(name##_doubles)
#include "counting_scan.h"
#undef REAL
#undef REAL_BITS
#undef FINITE
#undef CF
