package import FHIRSyntax
package import Findings
package import HTTPExchange
import RulePacks

/// The result of checking a text for an editor: the report, and the payload or recording that was read.
package struct Analysis: Sendable {
  package let report: Report
  /// The payload; nil for a recording.
  package let document: Document?
  /// The recording; nil for a payload.
  package let recording: Recording?
  /// The interaction of the payload, by pack id; packs for which there is none are missing.
  package var interactions: [String: String] = [:]
}

extension Linter {
  /// Checks a text like `lint`, also returning the payload or recording that was read.
  package func analysis(of source: SourceText) -> Analysis {
    switch subject(source) {
    case .payload(let document):
      let result = examine(document, configuration)
      var analysis = Analysis(report: result.report, document: document, recording: nil)
      for pack in result.selection.packs {
        analysis.interactions[pack.id] = configuration.interaction ?? result.run.interaction(of: pack)
      }
      return analysis
    case .recording(let recording): return Analysis(report: report(on: recording), document: nil, recording: recording)
    }
  }
}

extension Linter {
  /// The shapes of rule files, for editors.
  package static var ruleTableShape: JSONShape { RuleFileShape.table }
  package static var rulePackShape: JSONShape { RuleFileShape.pack }
}
