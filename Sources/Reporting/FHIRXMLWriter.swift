/// Writes FHIR XML, indented.
struct FHIRXMLWriter {
  /// Writes a resource: with the FHIR namespace as the root of a document, or without it inside an entry.
  func write(_ value: FHIRValue, depth: Int = 0, isRoot: Bool, into output: inout OutputBuffer) {
    guard case .resource(let type, let members) = value else { return }
    let attribute = isRoot ? " xmlns=\"http://hl7.org/fhir\"" : ""
    write(members, named: type, attribute: attribute, depth: depth, into: &output)
  }

  func write(_ value: FHIRValue, named name: String, depth: Int, into output: inout OutputBuffer) {
    switch value {
    case .string(let text):
      output.append(indent(depth) + "<\(name) value=\"")
      escape(text, into: &output)
      output.append("\"/>\n")
    case .integer(let number): output.append(indent(depth) + "<\(name) value=\"\(number)\"/>\n")
    case .boolean(let isTrue): output.append(indent(depth) + "<\(name) value=\"\(isTrue)\"/>\n")
    case .null: break
    case .list(let items): for item in items { write(item, named: name, depth: depth, into: &output) }
    case .object(let members): write(members, named: name, attribute: "", depth: depth, into: &output)
    case .resource:
      output.append(indent(depth) + "<\(name)>\n")
      write(value, depth: depth + 1, isRoot: false, into: &output)
      output.append(indent(depth) + "</\(name)>\n")
    }
  }

  private func write(
    _ members: FHIRMembers, named name: String, attribute: String, depth: Int,
    into output: inout OutputBuffer
  ) {
    output.append(indent(depth) + "<\(name)\(attribute)")
    let isExtension = name == "extension"
    if isExtension, let first = members.all.first, first.name == "url", case .string(let url) = first.value {
      output.append(" url=\"")
      escape(url, into: &output)
      output.append("\"")
    }
    output.append(">\n")
    for member in members.all where !(isExtension && member.name == "url") {
      write(member.value, named: member.name, depth: depth + 1, into: &output)
    }
    output.append(indent(depth) + "</\(name)>\n")
  }

  private func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  /// Writes an attribute value. The second of two `#` is escaped, so that a CI system that reads the log does not take it
  /// for a command.
  private func escape(_ text: String, into output: inout OutputBuffer) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): output.append("&amp;")
      case UInt8(ascii: "<"): output.append("&lt;")
      case UInt8(ascii: ">"): output.append("&gt;")
      case UInt8(ascii: "\""): output.append("&quot;")
      case 0x09, 0x0A, 0x0D: output.append("&#\(byte);")
      case UInt8(ascii: "#") where output.bytes.last == byte: output.append("&#35;")
      default: output.append(byte: byte)
      }
    }
  }
}
