import Foundation
import Testing

/// Messages and texts that no editor should send.
struct EditorRobustnessTests {
  private static let methods = [
    "hover", "completion", "definition", "references", "prepareRename", "documentSymbol", "foldingRange", "selectionRange",
    "inlayHint",
    "codeAction", "diagnostic",
  ]

  /// Texts as they are while a user types: truncated anywhere, or with a part missing.
  @Test(arguments: [
    (
      "a.json",
      ##"{"resourceType": "Appointment", "contained": [{"resourceType": "Slot", "id": "s"}], "status": "booked", "slot": [{"reference": "#s"}]}"##
    ),
    (
      "a.xml",
      #"<Appointment xmlns="http://hl7.org/fhir"><contained><Slot><id value="s"/></Slot></contained><status value="booked"/></Appointment>"#
    ),
    (".apptlint.json", #"{"packs": ["bars"], "suppress": [{"rule": "LNT001", "reason": "x"}]}"#),
    (
      "a.http", "POST /Slot HTTP/1.1\nContent-Type: application/fhir+json\n\n{\"resourceType\": \"Slot\", \"status\": \"free\"}\n"
    ),
  ]) func requestsAboutIncompleteTextsAreAnswered(name: String, text: String) throws {
    let folder = try TestFolder()
    var messages = EditorSession.start([(name, "")])
    var id = 100
    let units = Array(text)
    for end in stride(from: 0, through: units.count, by: 2) {
      for part in [String(units[..<end]), String(units[..<(end / 2)] + units[end...])] {
        messages.append(EditorSession.change(name, version: id, #"{"text": \#(EditorSession.quoted(part))}"#))
        let place = #"{"line": \#(end % 2), "character": \#(end)}"#
        let method = Self.methods[id % Self.methods.count]
        messages.append(
          EditorSession.request(
            id, method, name,
            #""position": \#(place), "positions": [\#(place)], "range": {"start": \#(place), "end": \#(place)}, "context": {}"#))
        id += 1
      }
    }
    let session = EditorSession(messages + EditorSession.end, in: folder)
    #expect(session.status == 0)
    for number in 100..<id { #expect(session.result(number) != nil, "request \(number)") }
  }

  /// Messages with randomly changed bytes.
  @Test(arguments: 1...8) func changedMessagesDoNotEndTheServer(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let text = #"{"resourceType": "Slot", "status": "free"}"#
    var bytes: [UInt8] = []
    for message in EditorSession.start([("a.json", text)]) { bytes += EditorSession.framed(message) }
    for number in 0..<200 {
      var message = EditorSession.framed(
        EditorSession.request(
          number, Self.methods[number % Self.methods.count], "a.json", #""position": {"line": 0, "character": 9}"#))
      for _ in 0..<generator.below(4) { message[generator.below(message.count)] = UInt8(generator.below(256)) }
      if generator.below(10) == 0 { message.removeLast(generator.below(message.count)) }
      bytes += message
    }
    let session = EditorSession([], in: try TestFolder(), bytes: bytes)
    // The input ends without `shutdown`, unless a change produces this message.
    #expect([0, 1].contains(session.status))
    #expect(session.errors == "")
    #expect(session.messages.allSatisfy { $0["invalid"] == nil })
  }

  /// A random sequence that is the same in each run.
  private struct SeededGenerator {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }
}
