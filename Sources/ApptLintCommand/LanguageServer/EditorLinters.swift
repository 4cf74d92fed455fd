import ApptLint
import EditorSupport
import FHIRSyntax
import Findings

/// The linters for open texts, by the settings files of their folders.
struct EditorLinters {
  /// The options of the command line, which override all other settings.
  private let commandLine: Settings
  /// The client's settings, which settings files override.
  private let defaults: Settings
  private var pool: LinterPool
  private var knowledge: [EditorKnowledge] = []
  /// The linter for folders with invalid settings.
  private let fallback: (checker: Checker, knowledge: EditorKnowledge)

  /// Throws if the settings of the command line or the client are invalid.
  init(commandLine: Settings, client: Settings) throws(CommandError) {
    self.commandLine = commandLine
    defaults = client
    let packages = PackageCache()
    pool = LinterPool(commandLine: commandLine, defaults: client, packageCache: packages)
    let index = try pool.bareIndex()
    fallback = (pool.all[index], EditorKnowledge(pool.all[index].linter))
  }

  /// The linter for a file, and the error in its settings, if any; such settings are ignored.
  mutating func linter(for path: String) -> (checker: Checker, knowledge: EditorKnowledge, error: String?) {
    do throws(CommandError) {
      let index = try pool.index(for: path)
      while knowledge.count < pool.all.count { knowledge.append(EditorKnowledge(pool.all[knowledge.count].linter)) }
      return (pool.all[index], knowledge[index], nil)
    } catch {
      return (fallback.checker, fallback.knowledge, error.sentence)
    }
  }

  /// A settings file, or the client's settings, and the files that it extends.
  static func chain(_ file: SettingsFile) throws(CommandError) -> SettingsChain {
    try SettingsChain(file) { (path, file) throws(CommandError) in
      let absolute = Paths.absolute(path, in: Paths.absolute(file.folder, in: Platform.currentFolder))
      return try FileReading.text(absolute).map { (text) throws(CommandError) in try SettingsFile(path: absolute, text: text) }
    }
  }

  /// The error in a settings file with the given text, and its range in the text; nil if there is none.
  func error(inSettings source: SourceText) -> (range: Range<Int>, sentence: String)? {
    do throws(CommandError) {
      let packages = PackageCache()
      let chain = try Self.chain(try SettingsFile(path: source.name, text: source.text))
      let linter: Linter
      do throws(CommandError) {
        linter = try commandLine.over(chain.settings).over(defaults).linter(packages)
      } catch {
        throw chain.withPosition(error, under: commandLine, packages)
      }
      for suppression in chain.settings.suppressions where !linter.knows(suppression.rule) {
        throw chain.failure(suppression, "no rule has the code or name '\(suppression.rule)'")
      }
      return nil
    } catch {
      return Self.positioned(error.sentence, in: source)
    }
  }

  /// The error in the pack of a rule file with the given text, and its range in the text; nil if there is none, or if it is in
  /// another file of the pack.
  static func error(inRules source: SourceText) -> (range: Range<Int>, sentence: String)? {
    do throws(CommandError) {
      let folder = Paths.folder(of: source.name)
      let pack = try PackFolder(path: folder)
      let files = pack.files.map { $0.name == source.name ? source : $0 }
      do throws(ConfigurationError) {
        _ = try Linter(Configuration(), packFiles: files)
      } catch {
        throw CommandError(error.description)
      }
      return nil
    } catch {
      // An error in another file of the pack is shown there.
      let sentence = error.sentence
      return sentence.hasPrefix(source.name + ":") || !sentence.hasPrefix(Paths.folder(of: source.name))
        ? positioned(sentence, in: source) : nil
    }
  }

  /// Splits an error that starts with the file, line and column: the range of the token at this position, and the message. Other
  /// errors have an empty range.
  private static func positioned(_ sentence: String, in source: SourceText) -> (range: Range<Int>, sentence: String) {
    guard sentence.hasPrefix(source.name + ":") else { return (0..<0, sentence) }
    let parts = sentence.dropFirst(source.name.count + 1).split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let line = Int(parts[0]), let column = Int(parts[1]), line > 0, column > 0 else {
      return (0..<0, sentence)
    }
    let start = TextPositions(source, .utf32).offset(of: TextPosition(line: line - 1, character: column - 1))
    let rest = source.bytes[start...]
    var end = start
    if rest.first == UInt8(ascii: "\"") {
      end = rest.dropFirst().firstIndex { $0 == UInt8(ascii: "\"") || $0 == 0x0A }.map { $0 + 1 } ?? start
    } else {
      end = rest.firstIndex { !wordBytes.contains($0) } ?? rest.endIndex
    }
    return (start..<max(start, min(end, source.count)), String(parts[2].drop { $0 == " " }))
  }

  private static let wordBytes: Set<UInt8> = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._".utf8)
}

extension CommandError {
  /// The error as a sentence.
  var sentence: String {
    if case .sentence(let sentence) = self { return sentence }
    return "the output is closed"
  }
}
