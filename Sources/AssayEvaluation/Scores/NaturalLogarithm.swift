#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// log x.
func naturalLogarithm(_ x: Double) -> Double { log(x) }
