import ApptLint

/// Checks requests to book an appointment. Create it once: any number of threads can use it.
struct Validator: Sendable {
  /// The response to a request that must not be processed.
  struct Rejection: Equatable, Sendable {
    /// The HTTP status.
    var status: Int
    /// The media type of the outcome.
    var contentType: String
    /// An OperationOutcome.
    var outcome: String
    /// A line for the server's log for each error.
    var log: [String]
  }

  private let linter: Linter

  /// Throws a `ConfigurationError`, whose description says what to change here.
  init() throws {
    var configuration = Configuration()
    configuration.packs = .chosen(["nhs-booking"])
    configuration.interaction = "book"
    configuration.limits.size = 1 << 20
    linter = try Linter(configuration)
  }

  /// The response to a body that must not be stored; nil if the appointment can be booked.
  func rejection(of body: [UInt8]) -> Rejection? {
    rejection(by: linter.lint(SourceText(name: "request body", bytes: body)))
  }

  /// The response to a request with an error in its method, URL, token, headers or body; nil if there is none.
  func rejection(of request: Exchange.Request) -> Rejection? {
    rejection(by: linter.lint(Exchange(request: request)))
  }

  private func rejection(by report: Report) -> Rejection? {
    guard let status = report.recommendedStatus else { return nil }
    return Rejection(
      status: status, contentType: report.format.mediaType, outcome: report.operationOutcome(as: report.format),
      log: report.logLines)
  }
}
