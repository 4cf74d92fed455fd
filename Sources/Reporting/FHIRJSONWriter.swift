/// Writes FHIR JSON, on one line or indented.
package struct FHIRJSONWriter {
  let isIndented: Bool

  package init(isIndented: Bool) {
    self.isIndented = isIndented
  }

  package func write(_ value: FHIRValue, depth: Int = 0, into output: inout OutputBuffer) {
    switch value {
    case .string(let text): write(text, into: &output)
    case .integer(let number): output.append(String(number))
    case .boolean(let isTrue): output.append(isTrue ? "true" : "false")
    case .null: output.append("null")
    case .object(let members): write(members, type: nil, depth: depth, into: &output)
    case .resource(let type, let members): write(members, type: type, depth: depth, into: &output)
    case .list(let items):
      output.append("[")
      for (index, item) in items.enumerated() {
        if index > 0 { output.append(",") }
        lineBreak(depth + 1, into: &output)
        write(item, depth: depth + 1, into: &output)
      }
      lineBreak(depth, into: &output)
      output.append("]")
    }
  }

  private func write(_ members: FHIRMembers, type: String?, depth: Int, into output: inout OutputBuffer) {
    output.append("{")
    let head = type.map { [FHIRMember(name: "resourceType", value: .string($0))] } ?? []
    for (index, member) in (head + members.all).enumerated() {
      if index > 0 { output.append(",") }
      lineBreak(depth + 1, into: &output)
      output.append("\"\(member.name)\":" + (isIndented ? " " : ""))
      write(member.value, depth: depth + 1, into: &output)
    }
    lineBreak(depth, into: &output)
    output.append("}")
  }

  private func lineBreak(_ depth: Int, into output: inout OutputBuffer) {
    if isIndented { output.append("\n" + String(repeating: "  ", count: depth)) }
  }

  /// Writes a string according to RFC 8259. The second of two `#` is escaped, so that a CI system that reads the log does not
  /// take it for a command.
  func write(_ text: String, into output: inout OutputBuffer) {
    output.append("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): output.append("\\\"")
      case UInt8(ascii: "\\"): output.append("\\\\")
      case 0x0A: output.append("\\n")
      case 0..<0x20, 0x7F: output.append("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
      case UInt8(ascii: "#") where output.bytes.last == byte: output.append("\\u0023")
      default: output.append(byte: byte)
      }
    }
    output.append("\"")
  }
}
