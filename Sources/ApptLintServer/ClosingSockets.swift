import ApptLintCommand
import CMicroHTTPD
import Findings
import Synchronization

/// The sockets of connections that libmicrohttpd has closed, but the client has not.
///
/// If a socket is closed while the client is still sending, for example further requests, the system resets the connection, and
/// the client loses any part of the last response that it has not read yet. So this class keeps a second descriptor of the
/// socket, and discards incoming data until the client closes its side (RFC 9112, 9.6).
final class ClosingSockets: Sendable {
  private struct Socket: Sendable {
    let descriptor: Int32
    let end: Double
  }

  private let sockets = Guarded<[Socket]>([])
  /// Seconds that a client has to read the last response.
  private static let seconds = 3.0
  private static let maxCount = 256

  var count: Int { sockets.withLock { $0.count } }

  /// Adds a socket that is about to be closed, unless its client has closed it or there are too many.
  func add(_ socket: Int32) {
    guard count < Self.maxCount else { return }
    let descriptor = apptlint_linger(socket)
    guard descriptor >= 0 else { return }
    sockets.withLock { $0.append(Socket(descriptor: descriptor, end: Clock.seconds + Self.seconds)) }
  }

  /// Discards the data that has arrived, and closes the sockets whose clients have closed their side or run out of time.
  func drop() {
    let now = Clock.seconds
    let known = sockets.withLock { $0 }
    let closed = known.filter { !apptlint_drop_input($0.descriptor) || now > $0.end }.map(\.descriptor)
    if closed.isEmpty { return }
    sockets.withLock { $0.removeAll { closed.contains($0.descriptor) } }
    for descriptor in closed { Platform.closeDescriptor(descriptor) }
  }
}
