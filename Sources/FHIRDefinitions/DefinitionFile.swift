import Findings

/// A file in a package's folder of `Profiles/`: the definitions of one kind, one line of JSON each, sorted by URL.
package enum DefinitionFile: String, CaseIterable, Sendable {
  case types
  case extensions
  case profiles
  case valueSets = "valuesets"
  case codeSystems = "codesystems"
  case messages

  /// The name of the file in the folder of its package.
  package var name: String { rawValue + ".ndjson" }

  // MARK: Writing

  /// The text of a package's file; nil if the package has no definitions of this kind, and therefore no such file.
  package func text(of package: PackageSchema) -> String? {
    let lines: [(url: String, text: String)] =
      switch self {
      case .types: package.types.map { ($0.url, SchemaWriter.text(of: $0)) }
      case .extensions, .profiles: package.profiles.filter(isFor).map { ($0.url, ProfileWriter.text(of: $0)) }
      case .valueSets: package.valueSets.map { ($0.url, TerminologyFiles.text(of: $0)) }
      case .codeSystems: package.codeSystems.map { ($0.url, TerminologyFiles.text(of: $0)) }
      case .messages: package.messages.map { ($0.url, MessageFiles.text(of: $0)) }
      }
    return lines.isEmpty ? nil : lines.sorted { $0.url < $1.url }.map { $0.text + "\n" }.joined()
  }

  private func isFor(_ profile: ProfileSchema) -> Bool { (profile.type == "Extension") == (self == .extensions) }

  // MARK: Reading

  /// Adds the definitions in a file to a package.
  func read(_ source: SourceText, into package: inout PackageSchema) throws(DefinitionsError) {
    var last = ""
    for line in Self.lines(of: source) {
      let url: String
      switch self {
      case .types:
        let type = try SchemaReader.type(line)
        package.types.append(type)
        url = type.url
      case .extensions, .profiles:
        let profile = try ProfileReader.profile(line)
        guard isFor(profile) else { throw Self.error("a profile of the type \(profile.type) belongs in another file", in: line) }
        package.profiles.append(profile)
        url = profile.url
      case .valueSets:
        let set = try TerminologyFiles.valueSet(line)
        package.valueSets.append(set)
        url = set.url
      case .codeSystems:
        let system = try TerminologyFiles.codeSystem(line)
        package.codeSystems.append(system)
        url = system.url
      case .messages:
        let message = try MessageFiles.definition(line)
        package.messages.append(message)
        url = message.url
      }
      guard last < url else { throw Self.error("lines must be sorted by 'url', and each URL must occur once", in: line) }
      last = url
    }
  }

  /// The lines of a file, each as a separate text with its line number.
  private static func lines(of source: SourceText) -> [SourceText] {
    var pieces = source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if pieces.last?.isEmpty ?? false { pieces.removeLast() }
    return pieces.enumerated().map { index, piece in
      var line = SourceText(name: source.name, bytes: piece)
      line.lineInFile = { _ in index + 1 }
      return line
    }
  }

  private static func error(_ problem: String, in line: SourceText) -> DefinitionsError {
    DefinitionsError("\(line.name):\(line.lineInFile?(0) ?? 1):1: \(problem)")
  }
}
