import Findings
import Synchronization

/// Counters of the service, in the text format of Prometheus.
package final class Metrics: Sendable {
  private struct Counts {
    var requests: [Series: Int] = [:]
    /// For each of `bounds`, the number of requests that took no longer.
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
    var seconds = 0.0
    var received = 0
    /// The number of connections that were ended before their request was complete, by reason.
    var ended: [String: Int] = [:]
  }

  private struct Series: Hashable {
    var route: String
    var status: Int
  }

  /// The upper bounds of the durations, in seconds.
  private static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private let counts = Guarded(Counts())

  package init() {}

  /// Counts an answered request; the route is a template without ids.
  func count(_ route: String, _ status: Int, seconds: Double, bytes: Int) {
    counts.withLock { counts in
      counts.requests[Series(route: route, status: status), default: 0] += 1
      for (index, bound) in Self.bounds.enumerated() where seconds <= bound { counts.buckets[index] &+= 1 }
      counts.seconds += seconds
      counts.received &+= bytes
    }
  }

  /// Counts a connection that was ended before its request was complete, by reason.
  func countEnded(_ reason: String) { counts.withLock { $0.ended[reason, default: 0] += 1 } }

  /// The metrics as text, with the number of open connections and of requests being answered.
  func text(connections: Int, active: Int) -> String {
    let counts = counts.withLock { $0 }
    var lines: [String] = []
    func describe(_ name: String, _ type: String, _ help: String) {
      lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"]
    }
    describe("apptlint_requests_total", "counter", "Answered requests, by route and HTTP status.")
    for (series, count) in counts.requests.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }) {
      lines.append("apptlint_requests_total{route=\"\(series.route)\",status=\"\(series.status)\"} \(count)")
    }
    describe("apptlint_request_duration_seconds", "histogram", "Time from the complete request to its response.")
    for (bound, count) in zip(Self.bounds, counts.buckets) {
      lines.append("apptlint_request_duration_seconds_bucket{le=\"\(bound)\"} \(count)")
    }
    let total = counts.requests.values.reduce(0, +)
    lines.append("apptlint_request_duration_seconds_bucket{le=\"+Inf\"} \(total)")
    lines.append("apptlint_request_duration_seconds_sum \(counts.seconds)")
    lines.append("apptlint_request_duration_seconds_count \(total)")
    describe("apptlint_request_body_bytes_total", "counter", "Bytes of request bodies.")
    lines.append("apptlint_request_body_bytes_total \(counts.received)")
    describe("apptlint_connections_ended_total", "counter", "Connections ended before a request was complete, by reason.")
    for (reason, count) in counts.ended.sorted(by: { $0.key < $1.key }) {
      lines.append("apptlint_connections_ended_total{reason=\"\(reason)\"} \(count)")
    }
    describe("apptlint_connections", "gauge", "Open connections.")
    lines.append("apptlint_connections \(connections)")
    describe("apptlint_requests_active", "gauge", "Requests being answered.")
    lines.append("apptlint_requests_active \(active)")
    return lines.joined(separator: "\n") + "\n"
  }
}
