import FHIRSyntax
import Findings
import Reporting

/// The parts of a request that the service needs.
package struct ServiceRequest: Sendable {
  /// The method, in upper case.
  package var method: String
  /// The path, decoded, without the query.
  package var path: String
  /// The parameters of the query, decoded, in order.
  package var query: [(name: String, value: String)]
  /// The value of the header `Content-Type`.
  package var contentType: String?
  /// The value of the header `Content-Encoding`.
  package var contentEncoding: String?
  /// The value of the header `Accept`.
  package var accept: String?
  package var body: [UInt8]

  package init(
    _ method: String, _ path: String, query: [(name: String, value: String)] = [], contentType: String? = nil,
    contentEncoding: String? = nil, accept: String? = nil, body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.contentType = contentType
    self.contentEncoding = contentEncoding
    self.accept = accept
    self.body = body
  }

  /// The first value of a query parameter; nil if it is missing or empty.
  func parameter(_ name: String) -> String? { query.first { $0.name == name && !$0.value.isEmpty }?.value }

  /// The values of a query parameter, without empty ones.
  func parameters(_ name: String) -> [String] { query.compactMap { $0.name == name && !$0.value.isEmpty ? $0.value : nil } }
}

/// A response to be sent.
package struct ServiceResponse: Sendable {
  package var status: Int
  package var contentType: String
  /// Header fields in addition to `Content-Type`.
  package var headers: [(name: String, value: String)] = []
  package var body: [UInt8]

  init(_ status: Int, _ contentType: String, _ body: String) {
    self.init(status, contentType, Array(body.utf8))
  }

  init(_ status: Int, _ contentType: String, _ body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  static let plainText = "text/plain; charset=utf-8"
  static let json = "application/json"

  /// An OperationOutcome that says why a request cannot be answered.
  static func error(_ error: RequestError, to request: ServiceRequest) -> ServiceResponse {
    let format = (try? MediaTypes.accepted(by: request)) ?? .json
    let outcome = ServiceOutcome(error.code, error.text).text(as: format)
    var response = ServiceResponse(error.status, format.mediaType, outcome)
    response.headers = error.headers
    return response
  }
}

/// Why a request cannot be answered.
struct RequestError: Error {
  /// The HTTP status.
  var status: Int
  var code: ServiceOutcome.Code
  /// One sentence for the developer of the client, without values from a payload.
  var text: String
  var headers: [(name: String, value: String)] = []

  init(_ status: Int, _ code: ServiceOutcome.Code, _ text: String, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.code = code
    self.text = text
    self.headers = headers
  }
}
