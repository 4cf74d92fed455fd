public import Findings
import HTTPExchange
import RulePacks

/// A payload, or a recording of exchanges, to start from: it satisfies the rules of its pack.
///
/// People, addresses and numbers are synthetic. Times are fixed, so that a payload is always the same, and valid at any time.
public struct StarterExample: Sendable {
  /// The name, which is unique in the pack, such as `book`.
  public let name: String
  /// The interaction that it is an example of, as its pack names it.
  public let interaction: String
  /// A description, such as `a booking request`.
  public let summary: String
  /// The text: JSON or XML, or raw HTTP messages if its name ends with `.http`. ``Linter/lint(_:)`` accepts it unchanged.
  public let source: SourceText

  /// Whether it is a recording of exchanges.
  public var isRecording: Bool { source.name.hasSuffix(".http") || source.name.hasSuffix(".har") }
}

extension Linter {
  /// The examples of a pack, including those of the packs that it includes; empty if it has none or is unknown.
  public func examples(of pack: String) -> [StarterExample] {
    let examples = library.pack(pack)?.examples ?? []
    return examples.compactMap { example in
      library.text(of: example).flatMap { Self.part(example, of: $0) }.map {
        StarterExample(name: example.name, interaction: example.interaction, summary: example.about, source: $0)
      }
    }
  }

  /// The interactions for which a pack has no example, with the reasons.
  package func interactionsWithoutExample(of pack: String) -> [(interaction: String, reason: String)] {
    let interactions = library.pack(pack)?.interactions ?? []
    return interactions.compactMap { interaction in interaction.withoutExample.map { (interaction.id, $0) } }
  }

  /// The text of an example: a file, or a body in it; nil if there is no such body.
  private static func part(_ example: RulePack.Example, of file: SourceText) -> SourceText? {
    let suffix = file.name.split(separator: ".").last.map { "." + $0 } ?? ""
    guard let part = example.part else { return SourceText(name: example.name + suffix, bytes: file.bytes) }
    let exchanges = HTTPTextReader.read(file).exchanges
    let bodies = exchanges.compactMap { part == .request ? $0.request.body : $0.response?.body }
    guard let body = bodies.last else { return nil }
    let isXML = body.bytes.first { $0 > 0x20 } == UInt8(ascii: "<")
    return SourceText(name: example.name + (isXML ? ".xml" : ".json"), bytes: body.bytes)
  }
}
