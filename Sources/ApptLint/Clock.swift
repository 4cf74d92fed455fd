#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The system clock.
enum Clock {
  /// Seconds since 1970.
  static var now: Int64 {
    Int64(time(nil))
  }
}
