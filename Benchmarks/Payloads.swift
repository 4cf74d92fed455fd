import Foundation

/// The payloads to measure: a booking, and a bundle of many copies of it.
struct Payload {
  let title: String
  let bytes: [UInt8]
  var isXML = false

  /// The size of the bundles, in bytes.
  static let bundleSize = 10_000_000

  static func all() throws -> [Payload] {
    let json = try read("booking.json")
    let xml = try read("booking.xml")
    return [
      Payload(title: "booking, indented", bytes: Array(json.utf8)),
      Payload(title: "booking, minified", bytes: Array(try read("booking-minified.json").utf8)),
      Payload(title: "bundle, 10 MB", bytes: bundle(of: json)),
      Payload(title: "booking, XML", bytes: Array(xml.utf8), isXML: true),
      Payload(title: "bundle, 10 MB, XML", bytes: xmlBundle(of: xml), isXML: true),
    ]
  }

  private static func read(_ name: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Payloads")
    return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private static func bundle(of booking: String) -> [UInt8] {
    var text = #"{"resourceType": "Bundle", "type": "collection", "entry": ["#
    for number in 0..<bundleSize / booking.utf8.count {
      text +=
        (number == 0 ? "" : ",\n") + #"{"fullUrl": "https://example.org/Appointment/\#(number)", "resource": "# + booking + "}"
    }
    return Array((text + "]}").utf8)
  }

  private static func xmlBundle(of booking: String) -> [UInt8] {
    let declaration = booking.firstRange(of: "?>").map { $0.upperBound } ?? booking.startIndex
    let resource = String(booking[declaration...])
    var text = #"<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>"#
    for number in 0..<bundleSize / resource.utf8.count {
      text +=
        #"<entry><fullUrl value="https://example.org/Appointment/\#(number)"/><resource>"# + resource + "</resource></entry>\n"
    }
    return Array((text + "</Bundle>").utf8)
  }
}
