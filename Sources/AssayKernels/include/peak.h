#ifndef ASSAY_PEAK_H
#define ASSAY_PEAK_H

// How many billion float operations a second one thread can do at most: the best of several runs of
// nothing but fused multiply-adds in registers, for about the given time, with the instruction set in
// use. What kernels are measured against; measure it in the same run, as clocks vary.
double assay_peak_gflops(double seconds);

#endif
