/// Receives a resource element by element, in the order in which FHIR defines them, to write JSON or build a tree.
///
/// Names are nil for list items. An extension's `url` comes first.
protocol FHIRVisitor {
  /// A literal string of plain characters.
  mutating func literal(_ name: StaticString?, _ text: StaticString)
  /// An untrusted string: characters that FHIR's type string does not allow are replaced.
  mutating func text(_ name: StaticString?, _ text: String)
  mutating func integer(_ name: StaticString?, _ number: Int)
  mutating func beginObject(_ name: StaticString?)
  mutating func endObject()
  mutating func beginList(_ name: StaticString)
  mutating func endList()
}

/// Writes the members of one JSON object on one line.
struct FHIRJSONStream: FHIRVisitor {
  var output = OutputBuffer()
  private var needsComma = false

  mutating func literal(_ name: StaticString?, _ text: StaticString) {
    begin(name)
    output.append(byte: UInt8(ascii: "\""))
    output.append(text)
    output.append(byte: UInt8(ascii: "\""))
  }

  mutating func text(_ name: StaticString?, _ text: String) {
    begin(name)
    Self.write(text, into: &output)
  }

  /// Writes untrusted text as a JSON string.
  static func write(_ text: String, into output: inout OutputBuffer) {
    if SafeText.isPlain(text) {
      output.append(byte: UInt8(ascii: "\""))
      output.append(text)
      output.append(byte: UInt8(ascii: "\""))
    } else {
      FHIRJSONWriter(isIndented: false).write(SafeText.string(text), into: &output)
    }
  }

  mutating func integer(_ name: StaticString?, _ number: Int) {
    begin(name)
    output.append(number)
  }

  mutating func beginObject(_ name: StaticString?) { open(name, "{") }
  mutating func endObject() { close("}") }
  mutating func beginList(_ name: StaticString) { open(name, "[") }
  mutating func endList() { close("]") }

  private mutating func begin(_ name: StaticString?) {
    if needsComma { output.append(byte: UInt8(ascii: ",")) }
    needsComma = true
    guard let name else { return }
    output.append(byte: UInt8(ascii: "\""))
    output.append(name)
    output.append("\":" as StaticString)
  }

  private mutating func open(_ name: StaticString?, _ bracket: StaticString) {
    begin(name)
    output.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: StaticString) {
    output.append(bracket)
    needsComma = true
  }
}

/// Builds a tree of the members of one object.
struct FHIRTreeBuilder: FHIRVisitor {
  private struct Level {
    var name: StaticString?
    var members: FHIRMembers = [:]
    /// The items if it is a list.
    var items: [FHIRValue]?
  }

  private(set) var members: FHIRMembers = [:]
  private var levels: [Level] = []

  mutating func literal(_ name: StaticString?, _ text: StaticString) { add(name, .string(text.description)) }
  mutating func text(_ name: StaticString?, _ text: String) { add(name, .string(SafeText.string(text))) }
  mutating func integer(_ name: StaticString?, _ number: Int) { add(name, .integer(number)) }
  mutating func beginObject(_ name: StaticString?) { levels.append(Level(name: name)) }
  mutating func endObject() { if let level = levels.popLast() { add(level.name, .object(level.members)) } }
  mutating func beginList(_ name: StaticString) { levels.append(Level(name: name, items: [])) }
  mutating func endList() { if let level = levels.popLast() { add(level.name, .list(level.items ?? [])) } }

  private mutating func add(_ name: StaticString?, _ value: FHIRValue) {
    guard !levels.isEmpty else {
      if let name { members.append(name.description, value) }
      return
    }
    if let name {
      levels[levels.count - 1].members.append(name.description, value)
    } else {
      levels[levels.count - 1].items?.append(value)
    }
  }
}
