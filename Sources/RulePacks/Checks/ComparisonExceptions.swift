import FHIRSyntax
import Findings

/// The elements in which two versions of a resource may differ, as paths from the outermost resource:
/// `meta.versionId`, `contained.ofType(Slot).status`, `extension(cancellationReason)`.
struct ComparisonExceptions {
  enum Step: Equatable {
    case name(String)
    /// The resource that the preceding steps select has this type.
    case type(String)
    /// An extension whose URL contains this text, ignoring case.
    case `extension`(String)
  }

  /// The remaining steps of each path, relative to an element.
  private let paths: [ArraySlice<Step>]

  private init(_ paths: [ArraySlice<Step>]) { self.paths = paths }

  /// Parses paths; nil if one is invalid.
  init?(_ texts: [String]) {
    var paths: [ArraySlice<Step>] = []
    for text in texts {
      var steps: [Step] = []
      for part in text.split(separator: ".", omittingEmptySubsequences: false) {
        guard let step = Self.step(part) else { return nil }
        steps.append(step)
      }
      paths.append(steps[...])
    }
    self.paths = paths
  }

  private static func step(_ text: Substring) -> Step? {
    func argument(of function: String) -> String? {
      guard text.hasPrefix(function + "("), text.hasSuffix(")") else { return nil }
      let argument = text.dropFirst(function.utf8.count + 1).dropLast()
      return argument.isEmpty ? nil : String(argument)
    }
    if let type = argument(of: "ofType") { return .type(type) }
    if let url = argument(of: "extension") { return .extension(url.lowercased()) }
    return text.isEmpty || text.contains("(") ? nil : .name(String(text))
  }

  /// The exceptions inside a child; nil if the child itself may differ.
  func inside(_ child: Node, named name: String, in document: Document) -> ComparisonExceptions? {
    if paths.isEmpty { return self }
    var rest: [ArraySlice<Step>] = []
    for path in paths {
      if case .extension(let text) = path.first, name == "extension", path.count == 1,
        Self.url(of: child, in: document).lowercased().containsBytes(of: text)
      {
        return nil
      }
      guard path.first == .name(name) else { continue }
      var path = path.dropFirst()
      if case .type(let type) = path.first {
        guard document.resourceType(of: child).map({ document.name($0) }) == type else { continue }
        path = path.dropFirst()
      }
      if path.isEmpty { return nil }
      rest.append(path)
    }
    return ComparisonExceptions(rest)
  }

  private static func url(of extension: Node, in document: Document) -> String {
    document.elements(of: `extension`).first { document.name(of: $0) == "url" }.flatMap { document.value(of: $0) } ?? ""
  }
}
