import CEmbeddedData
import FHIRDefinitions
import Findings
import RulePacks

/// The data embedded in the program: definitions and rule files.
enum Embedded {
  /// The definitions of all releases; nil only if the program was built with definitions of another format version, which a test
  /// rules out.
  // Safe: the pack is static data of the program, aligned to 64 bytes.
  static let definitions = unsafe Definitions(
    immortal: UnsafeRawBufferPointer(start: apptlint_definitions_start(), count: apptlint_definitions_count()))

  /// The message definitions of Profiles/, read on first use; nil only if they are invalid, which a test rules out.
  static let messages: MessageLibrary? = definitions.flatMap { try? $0.messages() }

  /// The definitions of an earlier edition of a specification, by the name of its folder in Profiles/.
  static func earlierDefinitions(_ name: String) throws(DefinitionsError) -> DefinitionPackage {
    var files: [DefinitionFile: SourceText] = [:]
    // Safe: the table and its targets are static data of the program.
    let all = unsafe UnsafeBufferPointer(start: apptlint_earlier(), count: apptlint_earlier_count())
    for index in 0..<apptlint_earlier_count() {
      let file = unsafe all[index]
      guard unsafe String(cString: file.folder) == name, let kind = DefinitionFile(rawValue: unsafe String(cString: file.kind))
      else { continue }
      files[kind] = unsafe SourceText(
        name: "\(name)/\(kind.name)", bytes: UnsafeRawBufferPointer(start: file.bytes, count: file.count))
    }
    if files.isEmpty { throw DefinitionsError("the definitions '\(name)' of an earlier edition are missing") }
    return try DefinitionPackage(name: name, files: files)
  }

  /// The unsupported releases, read on first use.
  // Safe: the text is static data of the program.
  static let otherReleases = unsafe OtherRelease.releases(
    SourceText(
      name: "other-releases.json",
      bytes: UnsafeRawBufferPointer(start: apptlint_other_releases(), count: apptlint_other_releases_count())))

  /// The files of Rules/.
  static var ruleFiles: [RuleFile] {
    (0..<apptlint_rules_count()).map { index in
      // Safe: the index is within the table, which is static data of the program like its targets.
      let name = unsafe String(cString: apptlint_rules()[index].name)
      return RuleFile(
        tested: name, read: { ruleFile(index, withDetails: true) },
        readEssentials: { ruleFile(index, withDetails: false) })
    }
  }

  private static func ruleFile(_ index: Int, withDetails: Bool) -> SourceText {
    // Safe: as above; the ranges of the details are within the text, in ascending order.
    let file = unsafe apptlint_rules()[index]
    let text = unsafe UnsafeRawBufferPointer(start: file.text, count: file.count)
    let name = unsafe "Rules/" + String(cString: file.name)
    if unsafe file.detail_count == 0 || file.examined_count != file.count || withDetails {
      return unsafe SourceText(name: name, bytes: text)
    }
    var essentials: [UInt8] = []
    unsafe essentials.reserveCapacity(file.count)
    var end = 0
    for detail in unsafe 0..<file.detail_count {
      let range = unsafe file.details[detail]
      unsafe essentials.append(contentsOf: text[end..<Int(range.start)])
      end = Int(range.end)
    }
    unsafe essentials.append(contentsOf: text[end...])
    return SourceText(name: name, bytes: essentials)
  }

  /// Whether the files of Rules/ name a code or URL.
  @Sendable static func isNamed(_ text: String) -> Bool {
    // Safe: the lines are static data of the program.
    let lines = unsafe UnsafeRawBufferPointer(start: apptlint_named_texts(), count: apptlint_named_texts_count())
    let newline = UInt8(ascii: "\n")
    var text = text
    // Safe: the bytes are borrowed for the closure, and every index is within its buffer.
    return text.withUTF8 { text in
      // A binary search: `low` and `high` are starts of lines, or the end. The lines from `low` to `high` begin with all bytes of
      // the text that both the line before `low` and the line at `high` begin with.
      var (low, high) = (0, lines.count)
      var (sharedBelow, sharedAbove) = (0, 0)
      while low < high {
        var start = low + (high - low) / 2
        while start > low, unsafe lines[start - 1] != newline { start -= 1 }
        var index = min(sharedBelow, sharedAbove)
        var end = start + index
        while unsafe index < text.count && lines[end] != newline && lines[end] == text[index] {
          end += 1
          index += 1
        }
        if unsafe index == text.count && lines[end] == newline { return true }
        let isBefore = unsafe index < text.count && (lines[end] == newline || lines[end] < text[index])
        while unsafe lines[end] != newline { end += 1 }
        if isBefore { (low, sharedBelow) = (end + 1, index) } else { (high, sharedAbove) = (start, index) }
      }
      return false
    }
  }
}
