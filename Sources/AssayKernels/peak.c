#define _POSIX_C_SOURCE 200809L  // clock_gettime
#include <time.h>

#define ASSAY_BODY "peak.body.h"
#include "per_instruction_set.h"

static double seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double assay_peak_gflops(double seconds) {
  double best = 0, end = seconds_now() + seconds;
  do {
    double start = seconds_now();
    double operations = ASSAY_CALL(peak_operations)(20000);
    double rate = operations / (seconds_now() - start) * 1e-9;
    if (rate > best) best = rate;
  } while (seconds_now() < end);
  return best;
}
