// Includes ASSAY_BODY once per instruction set. In the body, FN(name) names the copy being compiled.
// Bodies use fixed 64-byte vectors, which the compiler splits for narrower machines, and explicit
// fused multiply-adds, so that every copy computes the same bits.
#include "instruction_sets.h"

#if defined(__x86_64__)

#define FN(name) name##_avx512
#define ASSAY_WIDTH 512
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#include ASSAY_BODY
#pragma clang attribute pop
#undef FN
#undef ASSAY_WIDTH

#define FN(name) name##_avx2
#define ASSAY_WIDTH 256
#pragma clang attribute push(__attribute__((target("avx2,fma,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#include ASSAY_BODY
#pragma clang attribute pop
#undef FN
#undef ASSAY_WIDTH

#endif

#define FN(name) name##_portable
#define ASSAY_WIDTH 128
#include ASSAY_BODY
#undef FN
#undef ASSAY_WIDTH
