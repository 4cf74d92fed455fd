import ApptLint
import FHIRSyntax
import Findings
import Reporting

/// The web page: a form to paste a payload into, and the findings. It needs no script, and nothing is stored.
enum WebPage {
  static func form(linters: LinterCache) -> ServiceResponse {
    let packs = (try? linters.linter(for: LinterCache.Key()))?.packs ?? []
    let options = packs.map { "<option value=\"\(escape($0.id))\">\(escape($0.title))</option>" }.joined()
    return page(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>apptlint</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
      textarea { width: 100%; height: 24rem; font: 14px/1.4 ui-monospace, monospace; box-sizing: border-box }
      label { display: block; margin: 1rem 0 .25rem }
      button { font: inherit; margin: 1rem 0; padding: .5rem 1.5rem }
      </style>
      </head>
      <body>
      <h1>Check a payload</h1>
      <form method="post" action="/" accept-charset="utf-8">
      <label for="payload">A FHIR resource as JSON or XML, or a recording of HTTP messages</label>
      <textarea id="payload" name="payload" spellcheck="false" required></textarea>
      <label for="pack">Rules</label>
      <select id="pack" name="pack"><option value="">Inferred from the payload</option><option value="none">FHIR only</option>\(options)</select>
      <p><button>Check</button></p>
      </form>
      <p>Nothing is stored. Do not paste real patient data into a server that is not yours.</p>
      </body>
      </html>

      """)
  }

  /// The findings of a submitted form.
  static func result(of request: ServiceRequest, _ linters: LinterCache) throws(RequestError) -> ServiceResponse {
    guard MediaTypes.essence(request.contentType ?? "") == "application/x-www-form-urlencoded" else {
      throw RequestError(415, .notSupported, "the body must be a submitted form")
    }
    let fields = FormFields.read(request.body)
    let payloads = fields.filter { $0.name == "payload" }
    guard payloads.count == 1, let payload = payloads.first?.value, fields.count(where: { $0.name == "pack" }) <= 1 else {
      throw RequestError(400, .invalid, "the form must contain the field 'payload' once, and no other field more than once")
    }
    var key = LinterCache.Key()
    if let pack = fields.first(where: { $0.name == "pack" })?.value, !pack.isEmpty {
      key.packs = [String(decoding: pack, as: UTF8.self)]
    }
    let linter = try linters.linter(for: key)
    // A recording of HTTP messages starts with a request or status line.
    let isRecording = HTTPStart.isPresent(in: payload)
    let report = linter.lint(SourceText(name: isRecording ? "pasted.http" : "pasted payload", unpadded: payload))
    // Values are shown because the reader has just pasted them.
    return page(linter.text(of: [report], as: .html, showingValues: true))
  }

  private static func page(_ text: String) -> ServiceResponse {
    var response = ServiceResponse(200, "text/html; charset=utf-8", text)
    response.headers = [
      ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"),
      (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
      ),
    ]
    return response
  }

  private static func escape(_ text: String) -> String {
    var output = OutputBuffer()
    output.append(markup: text)
    return output.text
  }
}

/// The first line of a recording of HTTP messages.
private enum HTTPStart {
  private static let prefixes = ["GET ", "POST ", "PUT ", "PATCH ", "DELETE ", "HEAD ", "OPTIONS ", "HTTP/1"]

  static func isPresent(in bytes: [UInt8]) -> Bool { prefixes.contains { bytes.starts(with: $0.utf8) } }
}

/// The fields of a submitted form, as `application/x-www-form-urlencoded` (WHATWG URL).
enum FormFields {
  static func read(_ body: [UInt8]) -> [(name: String, value: [UInt8])] {
    body.split(separator: UInt8(ascii: "&")).map { field in
      let end = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
      let value = field[end...].dropFirst()
      return (String(decoding: decoded(field[..<end]), as: UTF8.self), decoded(value))
    }
  }

  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var rest = text
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "+") {
        result.append(0x20)
      } else if byte == UInt8(ascii: "%"), digits.count == 2,
        digits.first != UInt8(ascii: "+"), let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        result.append(value)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
