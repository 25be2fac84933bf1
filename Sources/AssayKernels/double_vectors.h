// exp, expm1, log and log1p of a vector VD of doubles, whose lanes VI sees as signed and VU as
// unsigned integers; VF(name) names the functions. Each is within 1 ulp. No function branches on its
// data. The polynomials come from Tests/Golden/function_coefficients.py; ln 2 is
// 0x1.62e42fefa4p-1 (41 bits, so its product with an exponent is exact) - 0x1.8432a1b0e2634p-43.
#define ASSAY_INLINE_DOUBLE static inline __attribute__((always_inline, unused))

ASSAY_INLINE_DOUBLE VD VF(splat)(double x) { return x - (VD){0}; }

ASSAY_INLINE_DOUBLE VD VF(fma)(VD a, VD b, VD c) { return __builtin_elementwise_fma(a, b, c); }

ASSAY_INLINE_DOUBLE VD VF(select)(VI mask, VD a, VD b) {
  return (VD)((mask & (VI)a) | (~mask & (VI)b));
}

// 2^k y for an integer k >= -1080 in the low bits of shift + k, in two factors, so that neither
// leaves the range of a double.
ASSAY_INLINE_DOUBLE VD VF(scale)(VD y, VD shifted) {
  VU n = (VU)shifted - (0x4338000000000000u - 2046u);  // k + 2046: the biases of two exponents
  VU half = n >> 1;
  return y * (VD)(half << 52) * (VD)((n - half) << 52);
}

// x = k ln 2 + r + r_low with |r| <= ln 2 / 2; returns r and keeps the rest. `shifted` is 1.5 2^52 + k,
// which holds the integer k in its low bits.
ASSAY_INLINE_DOUBLE VD VF(reduce)(VD x, VD *shifted, VD *r_low) {
  *shifted = VF(fma)(x, VF(splat)(0x1.71547652b82fep0), VF(splat)(0x1.8p52));
  VD k = *shifted - 0x1.8p52;
  VD low = VF(splat)(0x1.8432a1b0e2634p-43);
  VD exact = VF(fma)(k, VF(splat)(-0x1.62e42fefa4p-1), x);
  VD r = VF(fma)(k, low, exact);
  *r_low = VF(fma)(k, low, exact - r);
  return r;
}

ASSAY_INLINE_DOUBLE VD VF(exp)(VD x) {
  x = VF(select)(x > 710.0, VF(splat)(710.0), x);    // infinite from 709.79 on
  x = VF(select)(x < -746.0, VF(splat)(-746.0), x);  // zero below -745.14
  VD shifted, r_low;
  VD r = VF(reduce)(x, &shifted, &r_low);
  VD q = VF(splat)(0.000000025011301184366801);
  q = VF(fma)(q, r, VF(splat)(0.00000027630402513894569));
  q = VF(fma)(q, r, VF(splat)(0.0000027557548967989857));
  q = VF(fma)(q, r, VF(splat)(0.000024801492597104046));
  q = VF(fma)(q, r, VF(splat)(0.0001984126955129105));
  q = VF(fma)(q, r, VF(splat)(0.0013888888944213699));
  q = VF(fma)(q, r, VF(splat)(0.0083333333334719706));
  q = VF(fma)(q, r, VF(splat)(0.041666666666527324));
  q = VF(fma)(q, r, VF(splat)(0.16666666666666452));
  q = VF(fma)(q, r, VF(splat)(0.50000000000000111));
  VD sum = 1.0 + r;
  VD lost = (1.0 - sum) + r;  // what rounding took from the sum
  VD y = sum + VF(fma)(r * r, q, lost + r_low);
  return VF(scale)(y, shifted);
}

// 2^k (exp(r) - 1 + (1 - 2^-k)), where the inner bracket is 0 or at least 1/2 in size. The sums and
// r^2 / 2 keep what rounding took from them.
ASSAY_INLINE_DOUBLE VD VF(expm1)(VD x) {
  VD given = x;
  x = VF(select)(x > 710.0, VF(splat)(710.0), x);
  x = VF(select)(x < -40.0, VF(splat)(-40.0), x);  // -1 below -37.43
  VD shifted, r_low;
  VD r = VF(reduce)(x, &shifted, &r_low);
  VD q = VF(splat)(2.089585783107193e-9);
  q = VF(fma)(q, r, VF(splat)(0.00000002510868712443261));
  q = VF(fma)(q, r, VF(splat)(0.00000027557323999155971));
  q = VF(fma)(q, r, VF(splat)(0.0000027557245135185417));
  q = VF(fma)(q, r, VF(splat)(0.000024801587284108174));
  q = VF(fma)(q, r, VF(splat)(0.00019841269885373483));
  q = VF(fma)(q, r, VF(splat)(0.0013888888888892151));
  q = VF(fma)(q, r, VF(splat)(0.0083333333333217817));
  q = VF(fma)(q, r, VF(splat)(0.041666666666666685));
  q = VF(fma)(q, r, VF(splat)(0.16666666666666677));
  VD square = 0.5 * r * r;
  VD missed = VF(fma)(0.5 * r, r, -square);
  VD last = VF(splat)(0x1.8p52 + 64);  // from k = 64 on, 2^-k does not count
  VD exponent = VF(select)(shifted > last, last, shifted);
  VD power = (VD)((0x4338000000000000u + 1023u - (VU)exponent) << 52);  // 2^-k
  VD base = 1.0 - power;
  VD sum = base + r;
  VD lost = ((base - sum) + r) + ((1.0 - base) - power);
  VD cubic = VF(fma)(square, (r + r) * q, missed + (lost + r_low));
  VD y = VF(scale)(sum + (square + cubic), shifted);
  return VF(select)(given == 0.0, given, y);  // keeps the sign of zero
}

// k ln 2 + log(1 + f) + c, with s = f / (2 + f): log(1 + f) = f - f^2 / 2 + s (f^2 / 2 + z q(z)),
// z = s^2, and the sum k ln 2 + f kept in two parts. |c| must be small.
ASSAY_INLINE_DOUBLE VD VF(log_sum)(VD k, VD f, VD c) {
  VD s = f / (2.0 + f);
  VD z = s * s;
  VD q = VF(splat)(0.14795214199014253);
  q = VF(fma)(q, z, VF(splat)(0.15314124832522005));
  q = VF(fma)(q, z, VF(splat)(0.18183561396595721));
  q = VF(fma)(q, z, VF(splat)(0.22222198629950965));
  q = VF(fma)(q, z, VF(splat)(0.28571428741831556));
  q = VF(fma)(q, z, VF(splat)(0.39999999999417196));
  q = VF(fma)(q, z, VF(splat)(0.6666666666666734));
  VD ln2 = VF(splat)(0x1.62e42fefa4p-1);
  VD high = VF(fma)(k, ln2, f);
  VD low = VF(fma)(k, ln2, -high) + f;  // what rounding took from `high`
  VD square = 0.5 * f * f;
  VD rest = VF(fma)(k, VF(splat)(-0x1.8432a1b0e2634p-43), c);
  rest = VF(fma)(s, VF(fma)(z, q, square), rest);
  return high + (low + (rest - square));
}

// The exponent k and the fraction m of a positive normal x = 2^k m, sqrt(1/2) <= m < sqrt(2).
ASSAY_INLINE_DOUBLE VD VF(fraction)(VD x, VD *k) {
  VU exponent = ((VU)x + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu)) >> 52;  // k + 1023
  *k = (VD)(exponent | 0x4330000000000000u) - (0x1p52 + 1023);
  return (VD)((VU)x - (exponent << 52) + 0x3ff0000000000000u);
}

// The values at and beyond the ends of the domain, whose lower end is `zero`.
ASSAY_INLINE_DOUBLE VD VF(log_ends)(VD x, double zero, VD y) {
  y = VF(select)(x < __builtin_inf(), y, x);  // infinity and NaN
  y = VF(select)(x == zero, VF(splat)(-__builtin_inf()), y);
  return VF(select)(x < zero, VF(splat)(__builtin_nan("")), y);
}

ASSAY_INLINE_DOUBLE VD VF(log)(VD x) {
  VI denormal = x < 0x1p-1022;
  VD k;
  VD m = VF(fraction)(VF(select)(denormal, x * 0x1p54, x), &k);
  k = k - VF(select)(denormal, VF(splat)(54.0), VF(splat)(0.0));
  return VF(log_ends)(x, 0.0, VF(log_sum)(k, m - 1.0, VF(splat)(0.0)));
}

// u = 1 + x rounded, and c / u for what rounding took; without rounding where x itself is small.
ASSAY_INLINE_DOUBLE VD VF(log1p)(VD x) {
  VD u = 1.0 + x;
  VD taken = VF(select)(x > 1.0, 1.0 - (u - x), x - (u - 1.0));
  VD k;
  VD f = VF(fraction)(u, &k) - 1.0;
  VI near = k == 0.0;
  f = VF(select)(near, x, f);
  VD c = VF(select)(near, VF(splat)(0.0), taken / u);
  VD y = VF(log_ends)(x, -1.0, VF(log_sum)(k, f, c));
  return VF(select)(x == 0.0, x, y);  // keeps the sign of zero
}

#undef ASSAY_INLINE_DOUBLE
