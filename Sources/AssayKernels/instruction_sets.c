#include "instruction_sets.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static assay_instruction_set_t widest(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
    return ASSAY_AVX512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return ASSAY_AVX2;
#endif
  return ASSAY_PORTABLE;
}

assay_instruction_set_t assay_instruction_set(void) {
  static _Atomic int chosen = -1;
  int now = atomic_load_explicit(&chosen, memory_order_relaxed);
  if (now >= 0) return (assay_instruction_set_t)now;
  int best = widest();
  const char *wish = getenv("ASSAY_KERNELS");
  if (wish) {
    int asked = !strcmp(wish, "portable") ? ASSAY_PORTABLE
                : !strcmp(wish, "avx2")   ? ASSAY_AVX2
                : !strcmp(wish, "avx512") ? ASSAY_AVX512
                                          : best;
    if (asked < best) best = asked;  // what the machine lacks cannot be asked for
  }
  atomic_store_explicit(&chosen, best, memory_order_relaxed);
  return (assay_instruction_set_t)best;
}
