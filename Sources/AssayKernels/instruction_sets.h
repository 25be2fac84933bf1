// Which instruction set the kernels run with, and how one body is compiled for each.
#ifndef ASSAY_INSTRUCTION_SETS_H
#define ASSAY_INSTRUCTION_SETS_H

#include "include/AssayKernels.h"

// No expression of a kernel may be contracted: fused multiply-adds are written where they are meant.
#pragma clang fp contract(off)

#if defined(__x86_64__)
// Calls the copy of a kernel that was compiled for the chosen instruction set.
#define ASSAY_CALL(name)                                          \
  (assay_instruction_set() == ASSAY_AVX512 ? name##_avx512        \
   : assay_instruction_set() == ASSAY_AVX2 ? name##_avx2          \
                                           : name##_portable)
#else
#define ASSAY_CALL(name) name##_portable
#endif

#endif
