import FHIRSyntax
package import Findings

/// Writes and reads the files of `Profiles/*/messages`: a row of `focus` in a line.
package enum MessageFiles {
  package static func text(of definition: MessageDefinition) -> String { text(of: definition, separator: ",\n  ", row: "\n    ") }

  /// The same on one line.
  package static func compactText(of definition: MessageDefinition) -> String { text(of: definition, separator: ", ", row: " ") }

  private static func text(of definition: MessageDefinition, separator: String, row: String) -> String {
    let isForPeople = row.hasPrefix("\n")
    var members = ["\"url\": \(SchemaWriter.quoted(definition.url))"]
    if let version = definition.version { members.append("\"version\": \(SchemaWriter.quoted(version))") }
    if let event = definition.event {
      let system = event.system.map { "\"system\": \(SchemaWriter.quoted($0)), " } ?? ""
      members.append("\"event\": { \(system)\"code\": \(SchemaWriter.quoted(event.code)) }")
    }
    let rows = definition.focus.map { focus in
      let profile = focus.profile.map { ", \"profile\": \(SchemaWriter.quoted($0))" } ?? ""
      let maximum = focus.maximum.map(String.init) ?? "*"
      return "{ \"code\": \(SchemaWriter.quoted(focus.code))\(profile), \"min\": \(focus.minimum), \"max\": \"\(maximum)\" }"
    }
    members.append("\"focus\": [\(row)" + rows.joined(separator: ",\(row)") + (isForPeople ? "\n  ]" : " ]"))
    return (isForPeople ? "{\n  " : "{ ") + members.joined(separator: separator) + (isForPeople ? "\n}\n" : " }")
  }

  /// The definition of a file.
  package static func definition(_ source: SourceText) throws(DefinitionsError) -> MessageDefinition {
    let reader = try SchemaReader(source)
    return try definition(try reader.root(), reader)
  }

  /// The definitions of an array of such texts.
  package static func definitions(_ source: SourceText) throws(DefinitionsError) -> [MessageDefinition] {
    let reader = try SchemaReader(source)
    guard let root = reader.document.root else { return [] }
    var definitions: [MessageDefinition] = []
    for node in reader.document.children(of: root) { definitions.append(try definition(node, reader)) }
    return definitions
  }

  private static func definition(_ root: Node, _ reader: SchemaReader) throws(DefinitionsError) -> MessageDefinition {
    let members = try reader.members(of: root, known: ["url", "version", "event", "focus"])
    var event: MessageDefinition.Event?
    if let node = members["event"] {
      let parts = try reader.members(of: node, known: ["system", "code"])
      event = .init(system: try parts["system"].map(reader.text), code: try reader.text("code", of: parts, in: node))
    }
    var focus: [MessageDefinition.Focus] = []
    if let list = members["focus"] {
      for node in reader.document.children(of: list) {
        let row = try reader.members(of: node, known: ["code", "profile", "min", "max"])
        let maximum = try reader.text("max", of: row, in: node)
        guard let minimum = row["min"].flatMap({ reader.document.value(of: $0) }).flatMap({ Int($0) }) else {
          throw reader.error("the key 'min' is missing or no whole number", at: node)
        }
        guard maximum == "*" || Int(maximum) != nil else { throw reader.error("'max' is a whole number or '*'", at: node) }
        focus.append(
          .init(
            code: try reader.text("code", of: row, in: node), profile: try row["profile"].map(reader.text), minimum: minimum,
            maximum: Int(maximum)))
      }
    }
    return MessageDefinition(
      url: try reader.text("url", of: members, in: root), version: try members["version"].map(reader.text), event: event,
      focus: focus)
  }
}
