import FHIRSyntax
import Findings
import Foundation
import HTTPExchange

/// Changes that break a recording of exchanges.
struct RecordingMutants {
  let recording: Recording
  let symbols: SymbolTable

  init(_ source: SourceText, _ symbols: SymbolTable) {
    recording = HTTPTextReader.read(source)
    self.symbols = symbols
  }

  /// The changes by area: `method`, `url`, `status`, `request` and `response` for the bodies of the last exchange, and the names
  /// of header fields.
  var areas: [(name: String, changes: [TextChange])] {
    var areas = recording.exchanges.flatMap { heads(of: $0) }
    if let last = recording.exchanges.last {
      for (name, body) in [("request", last.request.body), ("response", last.response?.body)] {
        guard let body else { continue }
        let document = Document.read(SourceText(name: "body", bytes: body.bytes), symbols: symbols, limits: Limits())
        let whole = ["", "~"].map { TextChange(body.range, $0) }
        areas.append((name, whole + JSONMutants(document: document).all.map { $0.moved(by: body.range.lowerBound) }))
      }
    }
    return areas
  }

  private func heads(of exchange: RecordedExchange) -> [(name: String, changes: [TextChange])] {
    var areas: [(name: String, changes: [TextChange])] = []
    if let method = exchange.method {
      areas.append(("method", ["GET", "POST", "PUT", "PATCH", "DELETE"].map { TextChange(method.range, $0) }))
    }
    if let url = exchange.url { areas.append(("url", Self.urls(replacing: url.text).map { TextChange(url.range, $0) })) }
    if let status = exchange.status {
      let others = ["200", "201", "204", "400", "401", "404", "409", "412", "422", "500", "503"]
      areas.append(("status", others.map { TextChange(status.range, $0) }))
    }
    for field in exchange.request.fields + (exchange.response?.fields ?? []) {
      let line = field.nameRange.lowerBound..<field.value.range.upperBound + 1
      let others = values(replacing: field.value.text).map { TextChange(field.value.range, $0) }
      areas.append((field.name.lowercased(), [TextChange(line, "")] + others))
    }
    return areas
  }

  /// The URL with other paths, and with each parameter removed, renamed, repeated or given another value.
  private static func urls(replacing url: String) -> [String] {
    let parts = url.split(separator: "?", maxSplits: 1).map(String.init)
    guard let path = parts.first else { return [] }
    let query = parts.count > 1 ? "?" + parts[1] : ""
    var urls = [path + "/17" + query, path.replacing(/[^\/]+$/, with: "17") + query, "/other" + path + query]
    let parameters = parts.count > 1 ? parts[1].split(separator: "&").map(String.init) : []
    for index in parameters.indices {
      let name = parameters[index].prefix { $0 != "=" }
      let value = String(parameters[index].dropFirst(name.count + 1))
      let values = [
        "~", "eq" + value.dropFirst(2), "ge2093" + value.dropFirst(6), "le2019" + value.dropFirst(6), value + "x",
        String(value.prefix(12)),
        value.replacing("%2B", with: "+"), value.replacing("%2B00:00", with: "%2B01:00"), value.replacing("Z", with: "%2B01:00"),
        value.replacing("%7C", with: ""),
        value.replacing("%7C", with: "|"), value.replacing("9990000018", with: "9990000011"),
      ]
      let changes = ["", "other=\(value)", "\(parameters[index])&\(parameters[index])"] + values.map { "\(name)=\($0)" }
      for change in changes {
        var changed = parameters
        changed[index] = change
        urls.append(path + "?" + changed.filter { !$0.isEmpty }.joined(separator: "&"))
      }
    }
    return urls
  }

  /// Other values of a header field, including changes to each element of any JSON that it contains in Base64.
  private func values(replacing value: String) -> [String] {
    var values = ["~", value + "x", "text/html", "Mon, 02 Mar 2020 09:14:31 GMT", "a1t1|~|~|~"]
    values += ["version=9", "version=1.0.0"].map { value.replacing(/version=.*/, with: $0) }
    values += [value.replacing(/_history.*/, with: ""), value.replacing(/_history.*/, with: "_history/99"), "W/\"99\""]
    values += [value.replacing("https://", with: "http://"), value.replacing(/[0-9a-f]{12}$/, with: "000000000017")]
    let parts = value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for index in parts.indices {
      let prefix = parts[index].hasPrefix("Bearer ") ? "Bearer " : ""
      guard let json = Self.json(parts[index].dropFirst(prefix.count)) else { continue }
      let document = Document.read(SourceText(name: "value", text: json), symbols: symbols, limits: Limits())
      for change in JSONMutants(document: document).all {
        var changed = parts
        changed[index] = prefix + Self.base64(change.applied(to: document.source.bytes[...]))
        values.append(changed.joined(separator: "."))
      }
    }
    return values
  }

  private static func json(_ text: Substring) -> String? {
    var base64 = text.replacing("-", with: "+").replacing("_", with: "/")
    base64 += String(repeating: "=", count: (4 - base64.count % 4) % 4)
    let text = Data(base64Encoded: String(base64)).flatMap { String(data: $0, encoding: .utf8) }
    return text.flatMap { $0.hasPrefix("{") ? $0 : nil }
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
