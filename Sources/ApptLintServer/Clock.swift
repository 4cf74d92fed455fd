#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system clocks.
enum Clock {
  /// Seconds on a monotonic clock.
  static var seconds: Double {
    var time = timespec()
    // Safe: `time` is only written.
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The current time in UTC, such as `2026-03-02T09:00:00Z`.
  static var timestamp: String {
    var now = time(nil)
    var parts = unsafe tm()
    // Safe: `now` is only read, and `parts` is only written.
    unsafe gmtime_r(&now, &parts)
    // Safe: these members are numbers; the pointer to the name of the time zone is not used.
    let (year, month, day) = unsafe (parts.tm_year, parts.tm_mon, parts.tm_mday)
    let (hour, minute, second) = unsafe (parts.tm_hour, parts.tm_min, parts.tm_sec)
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year &+ 1900)-\(padded(month &+ 1))-\(padded(day))T\(padded(hour)):\(padded(minute)):\(padded(second))Z"
  }
}
