import ApptLint
import EditorSupport
import FHIRSyntax
import Findings

/// Completion in settings and rule files.
enum SettingsCompletion {
  static func completions(at offset: Int, in document: OpenDocument, _ knowledge: EditorKnowledge) -> CompletionList? {
    if document.isSettings {
      func completions(_ rules: [String]) -> CompletionList? {
        ShapeCompletion.completions(at: offset, in: document.source, SettingsShape.file(packs: knowledge.packIDs, rules: rules))
      }
      // The rules are looked up only if nothing else can be completed here.
      guard let list = completions([]), list.items.isEmpty else { return completions([]) }
      return completions(knowledge.selectors)
    }
    return RuleFiles.shape(of: document.source).flatMap { ShapeCompletion.completions(at: offset, in: document.source, $0) }
  }
}

/// Recognises rule files.
enum RuleFiles {
  /// The shape of a table of rules or of a pack; nil for other texts.
  static func shape(of source: SourceText) -> JSONShape? {
    guard source.name.hasSuffix(".json") else { return nil }
    let view = JSONView(Document.read(source))
    if view["table"].isObject { return Linter.ruleTableShape }
    return source.name.hasSuffix("/pack.json") && view["id"].text != nil ? Linter.rulePackShape : nil
  }
}
