import FHIRSyntax
import Findings

/// An object of a rule file, read key by key; unread keys are errors.
struct RuleObject {
  let document: Document
  let node: Node
  /// The number of members.
  private let count: Int
  /// A bit for each member that was read, in the order of the members.
  private var taken: UInt64 = 0
  /// The maximum number of members of an object: the bits of `taken`.
  private static let limit = 64

  /// The root object of a file, which must be well-formed JSON.
  init(root document: Document) throws(RuleFileError) {
    if let finding = document.findings.first {
      throw RuleFileError(document, finding.range, finding.message.text(showingValues: true))
    }
    guard let root = document.root else { throw RuleFileError(document, 0..<0, "the file is empty") }
    try self.init(root, in: document)
  }

  init(_ node: Node, in document: Document) throws(RuleFileError) {
    self.document = document
    self.node = node
    guard document.record(node).form == .object else {
      throw RuleFileError(document, document.valueRange(of: node), "expected an object")
    }
    let members = document.members(of: node)
    count = members.count
    if let duplicate = members.duplicate {
      throw error(at: duplicate, "the key '\(document.name(of: duplicate))' occurs more than once")
    }
    if count > Self.limit { throw error("more than \(Self.limit) keys in one object") }
  }

  func error(at node: Node, _ problem: String) -> RuleFileError {
    RuleFileError(document, document.headRange(of: node), problem)
  }

  /// An error about the object as a whole.
  func error(_ problem: String) -> RuleFileError { error(at: node, problem) }

  /// The value of a key, which is then marked as read; nil if the key is absent or has been read.
  mutating func take(_ key: StaticString) -> Node? {
    guard let member = document.member(key, of: node), taken & 1 << UInt64(member.position) == 0 else { return nil }
    taken |= 1 << UInt64(member.position)
    return member.node
  }

  /// Whether a key is present, even if it has been read.
  func has(_ key: StaticString) -> Bool { member(key) != nil }

  /// The value of a key, without marking it as read.
  func member(_ key: StaticString) -> Node? { document.member(key, of: node)?.node }

  mutating func string(_ key: StaticString) throws(RuleFileError) -> String {
    guard let string = try optionalString(key) else { throw error("the key '\(key)' is missing") }
    return string
  }

  mutating func optionalString(_ key: StaticString) throws(RuleFileError) -> String? {
    guard let node = take(key) else { return nil }
    return try text(node)
  }

  mutating func strings(_ key: StaticString) throws(RuleFileError) -> [String] {
    var strings: [String] = []
    for item in try items(key) { strings.append(try text(item)) }
    return strings
  }

  /// A string, or an array of strings that is not empty; nil if the key is absent.
  mutating func oneOrMoreStrings(_ key: StaticString) throws(RuleFileError) -> [String]? {
    guard let node = member(key) else { return nil }
    guard document.record(node).form == .array else { return [try string(key)] }
    let strings = try strings(key)
    if strings.isEmpty { throw error(at: node, "expected a string") }
    return strings
  }

  mutating func flag(_ key: StaticString) throws(RuleFileError) -> Bool {
    guard let node = take(key) else { return false }
    switch document.record(node).form {
    case .true: return true
    case .false: return false
    default: throw error(at: node, "expected true or false")
    }
  }

  /// The largest number allowed: more than any rule needs, and small enough that arithmetic does not overflow.
  private static let maxNumber = 1_000_000_000

  mutating func optionalNumber(_ key: StaticString) throws(RuleFileError) -> Int? {
    guard let node = take(key) else { return nil }
    guard document.record(node).form == .number, let number = document.value(of: node).flatMap({ Int($0) }),
      0...Self.maxNumber ~= number
    else {
      throw error(at: node, "expected a whole number of at most \(Self.maxNumber)")
    }
    return number
  }

  /// The items of an array; empty if the key is absent.
  mutating func items(_ key: StaticString) throws(RuleFileError) -> [Node] {
    guard let node = take(key) else { return [] }
    guard document.record(node).form == .array else { throw error(at: node, "expected an array") }
    return Array(document.children(of: node))
  }

  mutating func object(_ key: StaticString) throws(RuleFileError) -> RuleObject? {
    guard let node = take(key) else { return nil }
    return try RuleObject(node, in: document)
  }

  /// Throws an error for unread keys.
  func finish(known: [String]) throws(RuleFileError) {
    if taken.nonzeroBitCount == count { return }
    let unread = document.children(of: node).enumerated().first { taken & 1 << UInt64($0.offset) == 0 }
    guard let node = unread?.element else { return }
    let key = document.name(of: node)
    let known = known.map { "'\($0)'" }.joined(separator: ", ")
    throw error(at: node, "unknown key '\(key)'" + (known.isEmpty ? ": no keys are allowed here" : "; known keys: \(known)"))
  }

  /// The text of a node, which must be a string.
  func text(_ node: Node) throws(RuleFileError) -> String {
    guard document.record(node).form == .string, let string = document.value(of: node) else {
      throw error(at: node, "expected a string")
    }
    return string
  }
}
