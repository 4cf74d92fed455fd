import FHIRDefinitions
import FHIRSyntax
import Findings

/// The JSON form of an element: array or single, object or value, the type of the value, null, `_name`.
extension StructureCheck {
  /// Checks the form of a member: an element or a `_name`.
  func checkJSON(_ node: Node, _ element: ElementShape, into validation: inout Validation) {
    let record = document.record(node)
    let isCompanion = record.flags.contains(.companion)
    if isCompanion && element.type.kind != .primitive {
      validation.markMalformed(node, element, in: document)
      if record.form == .array {
        for item in document.children(of: node) { validation.markMalformed(item, element, in: document) }
      }
      return validation.report(
        StructureRules.companion.finding(
          document.headRange(of: node),
          "\(text: name(record.name)) is not a primitive: its id and extensions must be inside it", node: node))
    }
    if isCompanion && element.isXMLAttribute { return reportCompanion(node, into: &validation) }
    let isArray = record.form == .array
    // A null or missing value is not reported as a missing array.
    let hasRightShape = isArray == element.repeats || record.form == .missing || record.form == .null
    guard isArray else {
      if !hasRightShape {
        validation.report(
          StructureRules.singleForArray.finding(
            document.headRange(of: node),
            "\(text: spelling(record)) may repeat: expected an array, found \(text: Self.text(for: record.form))",
            node: node, edits: isItem(record, element.type, isCompanion) ? document.edits(wrapping: node) : []))
      }
      return checkItem(node, element, isCompanion, isItem: false, isReported: !hasRightShape, into: &validation)
    }
    if !hasRightShape {
      validation.report(
        StructureRules.arrayForSingle.finding(
          document.headRange(of: node),
          "\(text: spelling(record)) does not repeat: expected \(text: Self.expected(element.type, isCompanion)), found an array",
          node: node))
    }
    if record.next == node.index + 1 {
      validation.markMalformed(node, element, in: document)
      if hasRightShape, !isCutOff(node) { reportEmpty(node, "an array must not be empty", into: &validation) }
      return
    }
    for item in document.children(of: node) {
      checkItem(item, element, isCompanion, isItem: true, isReported: !hasRightShape, into: &validation)
    }
    if isCompanion, hasRightShape { checkLengths(of: node, into: &validation) }
  }

  /// Reports the `_name` of a property that must not have one: `resourceType`, the id of an element, the URL of an extension.
  func reportCompanion(_ node: Node, into validation: inout Validation) {
    validation.report(
      StructureRules.companion.finding(
        document.headRange(of: node), "\(text: name(document.record(node).name)) must not have an id or extensions",
        help: "Remove \(spelling(document.record(node))).", node: node))
  }

  /// Whether a value has the form that an item of the array would have.
  private func isItem(_ record: NodeRecord, _ type: TypeShape, _ isCompanion: Bool) -> Bool {
    (record.form == .object) == (isCompanion || type.kind != .primitive) && !record.flags.contains(.duplicate)
  }

  /// Checks one item of an array, or a member that is not an array. If an array was found for a single element or the reverse,
  /// any other error in its form is part of the same mistake.
  private func checkItem(
    _ node: Node, _ element: ElementShape, _ isCompanion: Bool, isItem: Bool, isReported: Bool, into validation: inout Validation
  ) {
    if let finding = finding(of: node, element, isCompanion, isItem: isItem) {
      validation.markMalformed(node, element, in: document)
      if !isReported { validation.report(finding) }
    } else if !isCompanion, element.type.kind != .primitive, !(isReported && document.isLeaf(node)) {
      checkIsResource(node, element, into: &validation)
    }
  }

  private func finding(of node: Node, _ element: ElementShape, _ isCompanion: Bool, isItem: Bool) -> Finding? {
    let record = document.record(node)
    let isValue = !isCompanion && element.type.kind == .primitive
    switch record.form {
    case .missing: return nil
    case .null: return errorOfNull(node, isCompanion: isCompanion, isItem: isItem)
    case .object: if !isValue { return nil }
    case .array: break
    default: if isValue { return errorOfToken(node, element) }
    }
    return StructureRules.wrongForm.finding(
      document.headRange(of: node),
      "expected \(text: Self.expected(element.type, isCompanion)), found \(text: Self.text(for: record.form))", node: node)
  }

  /// Null is valid only as an item of an array whose `_name` has content at the same index.
  private func errorOfNull(_ node: Node, isCompanion: Bool, isItem: Bool) -> Finding? {
    let record = document.record(node)
    if isItem, isCompanion || record.flags.contains(.hasCompanion) { return nil }
    return StructureRules.null.finding(
      document.valueRange(of: node),
      isItem ? "null must have a matching item in the other array" : "null is not allowed here: omit an element without a value",
      node: node)
  }

  private func errorOfToken(_ node: Node, _ element: ElementShape) -> Finding? {
    let record = document.record(node)
    let expected = token(of: element.type)
    let isValid =
      switch expected {
      case .boolean: record.form == .true || record.form == .false
      case .number: record.form == .number
      case .string: record.form == .string
      }
    // A value that the reader had to guess was reported.
    if isValid || document.hasFinding(at: node) { return nil }
    return StructureRules.wrongToken.finding(
      document.valueRange(of: node),
      "expected \(text: expected.rawValue) for the type \(text: name(element.type.name)), found \(text: Self.text(for: record.form))",
      help: expected == .string
        ? "Put the value in double quotes." : record.form == .string ? "Write the value without quotes." : nil,
      node: node)
  }

  private enum Token: String {
    case boolean = "true or false"
    case number = "a number"
    case string = "a string"
  }

  private func token(of type: TypeShape) -> Token {
    type.name == tokens.boolean ? .boolean : tokens.numbers.contains(type.name) ? .number : .string
  }

  /// The types that are not strings in JSON.
  struct TokenTypes {
    let boolean: Symbol?
    let numbers: [Symbol]

    init(_ symbols: SymbolTable) {
      boolean = symbols.symbol("boolean")
      numbers = ["integer", "unsignedInt", "positiveInt", "decimal"].compactMap { symbols.symbol($0) }
    }
  }

  /// Checks that the arrays of a primitive and its `_name` have the same length.
  private func checkLengths(of companion: Node, into validation: inout Validation) {
    let record = document.record(companion)
    let primitive = document.children(of: Node(index: record.parent)).first {
      document.record($0).name == record.name && !document.record($0).flags.contains(.companion)
    }
    guard let primitive, document.record(primitive).form == .array else { return }
    let items = document.children(of: primitive).reduce(0) { count, _ in count + 1 }
    let companions = document.children(of: companion).reduce(0) { count, _ in count + 1 }
    guard items != companions else { return }
    validation.report(
      StructureRules.companionLength.finding(
        document.headRange(of: companion),
        "\(text: name(record.name)) has \(items) items, _\(text: name(record.name)) has \(companions)", node: companion))
  }

  // MARK: Text for messages

  private func spelling(_ record: NodeRecord) -> String {
    (record.flags.contains(.companion) ? "_" : "") + name(record.name)
  }

  private static func expected(_ type: TypeShape, _ isCompanion: Bool) -> String {
    type.kind == .primitive && !isCompanion ? "a primitive value" : "an object"
  }

  private static func text(for form: Form) -> String {
    switch form {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .true, .false: "a boolean"
    case .null: "null"
    default: "something else"
    }
  }
}
