package import FHIRSyntax
package import Findings
package import HTTPExchange
import RulePacks

/// A text as an editor needs it: the report, and what was read.
package struct Analysis: Sendable {
  package let report: Report
  /// The payload; nil for a recording.
  package let document: Document?
  /// The recording; nil for a payload.
  package let recording: Recording?
  /// The interaction of the payload in each pack that knows it.
  package var interactions: [String: String] = [:]
}

extension Linter {
  /// Checks a text like `lint`, also returning what was read.
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
