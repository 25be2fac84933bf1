// Enough independent chains to keep every multiplier busy, few enough to stay in registers.
static double FN(peak_operations)(int rounds) {
  typedef float vector __attribute__((vector_size(ASSAY_WIDTH / 8)));
  enum { chains = 12 };
  volatile float half = 0.5f;  // unknown to the compiler: it would leave out a chain that is constant
  vector sum[chains], factor = (vector){} + half, term = (vector){} + 1.0f;
#pragma clang loop unroll(full)
  for (int i = 0; i < chains; ++i) sum[i] = (vector){} + (float)i;
  for (int round = 0; round < rounds; ++round) {
#pragma clang loop unroll(full)
    for (int i = 0; i < chains; ++i) sum[i] = __builtin_elementwise_fma(sum[i], factor, term);
  }
  vector total = {};
#pragma clang loop unroll(full)
  for (int i = 0; i < chains; ++i) total += sum[i];
  volatile float used = total[0];  // or the compiler would leave out what nobody reads
  (void)used;
  return 2.0 * chains * (ASSAY_WIDTH / 32) * rounds;
}
