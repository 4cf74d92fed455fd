import ApptLintCommand

/// A line on standard error for each request. It has no id, query, header or address: they can identify patients.
enum AccessLog {
  private static let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"]

  static func write(method: String, route: String, status: Int, received: Int, sent: Int, seconds: Double) {
    let method = methods.contains(method) ? method : "OTHER"
    let microseconds = Int(min(max(seconds, 0), 1e6) * 1e6)
    let line = "\(Clock.timestamp) \(method) \(route) \(status) in=\(received) out=\(sent) us=\(microseconds)\n"
    // If this fails, there is no way to report it.
    try? Platform.writeBytes(Array(line.utf8), to: Platform.standardError)
  }
}
