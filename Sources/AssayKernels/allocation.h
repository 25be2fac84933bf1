// Memory for kernels, which have no way to report that there is none: the process ends, as it does
// when Swift cannot allocate.
#ifndef ASSAY_ALLOCATION_H
#define ASSAY_ALLOCATION_H

#include <stdio.h>
#include <stdlib.h>

static inline void *assay_allocate(size_t bytes) {
  void *memory = malloc(bytes ? bytes : 1);
  if (memory) return memory;
  fprintf(stderr, "assay: out of memory: %zu bytes were asked for\n", bytes);
  abort();
}

#endif
