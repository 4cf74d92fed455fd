import Findings

/// A file of a fixture folder, or a member of an archive in it.
struct FixtureFile: Sendable {
  /// For a member, the path of the archive with its name appended: `book.txtar/booking.json`.
  let path: String
  private let archive: TextArchive?
  private let member: TextArchive.Member?

  init(path: String) { (self.path, archive, member) = (path, nil, nil) }

  init(_ member: TextArchive.Member, of archive: TextArchive, at path: String) {
    (self.path, self.archive, self.member) = (path, archive, member)
  }

  /// True if the file is named valid, false if it is named invalid, otherwise nil.
  var isNamedValid: Bool? {
    if InputFinder.payloads.contains(where: { path.hasSuffix(".valid" + $0) }) { return true }
    return InputFinder.payloads.contains { path.hasSuffix(".invalid" + $0) } ? false : nil
  }

  /// Whether each line is a payload.
  var hasPayloadLines: Bool { path.hasSuffix(".ndjson") }

  func read(limit: Int) throws(CommandError) -> FileReading.Content {
    guard let archive, let member else { return try FileReading.read(path, limit: limit) }
    let text = archive.text(of: member)
    return text.count <= limit ? .text(SourceText(name: path, unpadded: text)) : .tooLarge(count: text.count)
  }

  /// The file of expected findings; nil if it is missing.
  func expectation() throws(CommandError) -> ExpectedFile? {
    guard let archive, let member else {
      let file = path + ExpectedFile.suffix
      if (try? Platform.kind(of: file)) == .folder { throw CommandError("cannot read \(file): it is a folder") }
      return try FileReading.text(file).map { ExpectedFile(text: $0) }
    }
    return archive.member(member.name + ExpectedFile.suffix).map {
      ExpectedFile(text: String(decoding: archive.text(of: $0), as: UTF8.self))
    }
  }
}

/// The fixtures in folders: files with the given suffixes, and the payloads in text archives.
struct FixtureFiles {
  private(set) var all: [FixtureFile] = []
  /// Files or folders that could not be read, as error messages.
  private(set) var operationalErrors: [String] = []
  /// The `.gitignore` files that were read.
  let ignoreFiles: [String]
  /// Errors in the contents of archives, as messages.
  private(set) var errors: [String] = []
  private var archives: [String: TextArchive] = [:]

  init(_ folders: [String], suffixes: [String]) {
    var finder = InputFinder(suffixes: suffixes + [TextArchive.suffix])
    for folder in folders { finder.add(folder) }
    operationalErrors = finder.operationalErrors
    ignoreFiles = finder.ignoreFiles
    var known: Set<String> = []
    // A file may be given twice: by itself and with its folder.
    for path in finder.paths where known.insert(Paths.absolute(path, in: Platform.currentFolder)).inserted {
      do throws(CommandError) {
        if TextArchive.isArchive(path) {
          try addMembers(of: path)
        } else if let (archive, name) = TextArchive.split(path), (try? Platform.kind(of: archive)) == .regular {
          let text = try read(archive)
          guard let member = text.member(name) else { throw FileReading.noMember(path) }
          all.append(FixtureFile(member, of: text, at: path))
        } else {
          all.append(FixtureFile(path: path))
        }
      } catch {
        if case .sentence(let sentence) = error { operationalErrors.append(sentence) }
      }
    }
  }

  private mutating func addMembers(of archive: String) throws(CommandError) {
    let text = try read(archive)
    if text.members.isEmpty { errors.append("\(archive) has no members; a line such as '-- booking.json --' starts one") }
    for member in text.members {
      let path = Paths.join(archive, member.name)
      if isPayload(member.name) {
        all.append(FixtureFile(member, of: text, at: path))
      } else if member.name.hasSuffix(ExpectedFile.suffix) {
        let payload = String(member.name.dropLast(ExpectedFile.suffix.count))
        if !isPayload(payload) || text.member(payload) == nil { errors.append("\(path) has no payload") }
      } else if member.name.split(separator: "/").last.map(String.init) == SettingsFile.name {
        continue
      } else if InputFinder.payloads.contains(where: { member.name.lowercased().hasSuffix($0) }) {
        errors.append("\(path) is not checked: a name in its path starts with a dot")
      } else {
        errors.append("\(path) is neither a payload (\(InputFinder.payloads.joined(separator: ", "))) nor an .expected file")
      }
    }
  }

  /// Whether a name is that of a payload. Hidden files, and files in hidden folders, are not payloads.
  private func isPayload(_ name: String) -> Bool {
    name.split(separator: "/").allSatisfy { !$0.hasPrefix(".") }
      && InputFinder.payloads.contains { name.lowercased().hasSuffix($0) }
  }

  private mutating func read(_ path: String) throws(CommandError) -> TextArchive {
    if let archive = archives[path] { return archive }
    let archive = try FileReading.archive(path)
    archives[path] = archive
    return archive
  }

  /// Writes the expected findings of fixtures, keyed by the path of the fixture.
  func write(_ expectations: [String: ExpectedFile]) throws(CommandError) {
    var changes: [String: [String: TextArchive.Change]] = [:]
    for (path, expectation) in expectations.sorted(by: { $0.key < $1.key }) {
      guard let (archive, name) = TextArchive.split(path), archives[archive] != nil else {
        try FileWriting.replace(path + ExpectedFile.suffix, with: expectation.bytes)
        continue
      }
      changes[archive, default: [:]][name + ExpectedFile.suffix] = TextArchive.Change(text: expectation.bytes, predecessor: name)
    }
    for (path, changes) in changes.sorted(by: { $0.key < $1.key }) {
      if let archive = archives[path] { try FileWriting.replace(path, with: archive.applying(changes)) }
    }
  }
}
