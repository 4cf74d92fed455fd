/// The duration of a single run, in seconds.
struct Timing {
  let median: Double
  let minimum: Double
}

/// Times work: warms up, then takes samples, each with enough runs to fill `sampleSeconds`.
struct Stopwatch {
  var samples = 15
  var sampleSeconds = 0.02

  func time(_ work: () -> Void) -> Timing {
    let clock = ContinuousClock()
    func seconds(_ runs: Int) -> Double {
      let elapsed = clock.measure { for _ in 0..<runs { work() } }
      return elapsed / .nanoseconds(1) / 1e9
    }
    var runs = 1
    var once = seconds(1)
    while once * Double(runs) < sampleSeconds {
      runs = max(runs * 2, Int(sampleSeconds / max(once, 1e-9)))
      once = seconds(runs) / Double(runs)
    }
    let times = (0..<samples).map { _ in seconds(runs) / Double(runs) }.sorted()
    return Timing(median: times[times.count / 2], minimum: times[0])
  }
}
