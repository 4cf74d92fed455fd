import FHIRSyntax
package import Findings

/// Writes and reads message definitions in the format of `Profiles/` and the pack.
package enum MessageFiles {
  package static func text(of definition: MessageDefinition) -> String {
    var members = [(name: "url", text: JSONText.quoted(definition.url))]
    if let version = definition.version { members.append(("version", JSONText.quoted(version))) }
    if let event = definition.event {
      let system = event.system.map { [(name: "system", text: JSONText.quoted($0))] } ?? []
      members.append(("event", JSONText.object(system + [("code", JSONText.quoted(event.code))])))
    }
    members.append(("focus", JSONText.list(definition.focus.map(text))))
    return JSONText.object(members)
  }

  private static func text(of focus: MessageDefinition.Focus) -> String {
    var members = [(name: "code", text: JSONText.quoted(focus.code))]
    if let profile = focus.profile { members.append(("profile", JSONText.quoted(profile))) }
    members.append(("min", String(focus.minimum)))
    members.append(("max", JSONText.quoted(focus.maximum.map { String($0) } ?? "*")))
    return JSONText.object(members)
  }

  /// Reads a text that contains one definition.
  package static func definition(_ source: SourceText) throws(DefinitionsError) -> MessageDefinition {
    let reader = try SchemaReader(source)
    return try definition(try reader.root(), reader)
  }

  /// Reads a text that contains an array of definitions.
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
          throw reader.error("the key 'min' is missing or not a whole number", at: node)
        }
        guard maximum == "*" || Int(maximum) != nil else { throw reader.error("'max' must be a whole number or '*'", at: node) }
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
