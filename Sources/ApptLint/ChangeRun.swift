import FHIRDefinitions
import FHIRSyntax
public import Findings
import HTTPExchange
import RulePacks

extension Linter {
  /// Checks a payload that replaces an earlier version, including changes to elements that the specification does not allow to
  /// change. Each change is reported at its position in the payload, with the line in the earlier version.
  ///
  /// The payload is treated as the body of a PUT, unless the configuration names the interaction. Differences in format, layout
  /// and element order are not changes. A recording of HTTP exchanges is checked, but not compared.
  public func lint(_ source: SourceText, against earlier: SourceText) -> Report {
    let subject = subject(source)
    if case .payload(let document) = subject, case .payload(let earlier) = self.subject(earlier) {
      return ChangeRun(self, document, earlier: earlier).report()
    }
    var report = report(on: subject)
    report.notChecked.append(ChangeRun.notChecked("Recordings of HTTP exchanges are not compared."))
    return report
  }

  /// Whether a text can be read as a resource, well-formed or not, and thus as an earlier version.
  package func containsResource(_ source: SourceText) -> Bool {
    guard case .payload(let document) = subject(source), document.hasResource,
      let type = document.root.flatMap({ document.resourceType(of: $0) })
    else { return false }
    guard let definitions else { return true }
    return FHIRRelease.allCases.contains { definitions.release($0).isResourceType(type) }
  }
}

/// One payload and its earlier version.
struct ChangeRun {
  private let linter: Linter
  private let document: Document
  private let earlier: Document
  private let packs: [RulePack]
  private let now: Int64
  /// The interaction of a PUT of the payload, by pack id; packs for which there is none are missing.
  private let interactions: [String: String]

  init(_ linter: Linter, _ document: Document, earlier: Document) {
    self.linter = linter
    self.document = document
    self.earlier = earlier
    now = linter.configuration.now ?? Clock.now
    let references = ReferenceIndex(document)
    let run = RuleRun(document, references, now: now)
    packs = PackSelection(for: document, references, run, linter.configuration, linter).packs
    var interactions: [String: String] = [:]
    if linter.configuration.interaction == nil, let put = Self.put(of: document) {
      let run = RuleRun(put, ReferenceIndex(put), now: now)
      for pack in packs { interactions[pack.id] = run.interaction(of: pack) }
    }
    self.interactions = interactions
  }

  func report() -> Report {
    var configuration = linter.configuration
    configuration.interaction = configuration.interaction ?? packs.lazy.compactMap { interactions[$0.id] }.first
    var report = linter.report(on: document, configuration)
    report.comparesVersions = true
    var builder = ReportBuilder(linter)
    builder.add(report)
    builder.status = report.recommendedStatus
    let findings = compare(report.release, &builder)
    if !findings.isEmpty {
      builder.findings += findings
      builder.finish(PackContext(packs))
      builder.status = RecommendedStatus.first(of: [report.recommendedStatus, builder.status])
    }
    return builder.complete(report)
  }

  /// The findings about the change, at positions in the payload; adds the parts that were not compared to the builder.
  private func compare(_ release: FHIRRelease, _ builder: inout ReportBuilder) -> [Finding] {
    guard let change = change else {
      builder.add(Self.notChecked("One of the two versions contains no readable resource."))
      return []
    }
    let lines = LineTable(earlier.source)
    let offset = document.source.count
    let run = RuleRun(change, ReferenceIndex(change), now: now)
      .with(typedDocument: linter.definitions.map { TypedDocument(change, $0.release(release)) }).withPositionText { node in
        let start = change.valueRange(of: node).lowerBound - offset
        return start < 0 ? nil : "line \(lines.line(of: start)) of \(earlier.source.name)"
      }
    if !packs.contains(where: run.isApplicable) {
      builder.add(Self.notChecked("No applicable pack defines which changes are allowed in such a payload."))
    } else if !earlier.findings.isEmpty {
      builder.add(Self.notChecked("The earlier version is not well-formed: only its readable part is compared."))
    }
    var rows = ReportBuilder(linter)
    for pack in packs { rows.add(run, pack, linter.configuration.interaction ?? interactions[pack.id]) }
    linter.setElementPaths(of: &rows.findings, in: change, release)
    return rows.findings.map { finding in
      // Edits would apply to the text with both versions, and the earlier version is another file.
      var finding = finding.moved { $0.upperBound <= offset ? $0 : nil }
      finding.element = finding.element.map { change.pathInResource($0) }
      finding.node = nil
      return finding
    }
  }

  /// Both versions in one tree, if both are resources.
  private var change: Document? {
    guard document.hasResource, earlier.hasResource else { return nil }
    var text = ExchangeText(document.source)
    let offset = text.add(earlier.source)
    let source = text.source
    var tree = DocumentAssembler("Change", at: 0..<document.source.count, of: source, symbols: document.symbols)
    tree.open("earlier", valueRange: offset..<source.count)
    tree.add(earlier, named: "resource", offset: offset)
    tree.close()
    tree.open("later", valueRange: 0..<offset)
    tree.add(document, named: "resource", offset: 0)
    return tree.finished()
  }

  /// The exchange in which a payload is the body of a PUT; nil if it is not a resource.
  private static func put(of document: Document) -> Document? {
    guard let type = document.root.flatMap({ document.resourceType(of: $0) }).map({ document.name($0) }) else { return nil }
    var text = ExchangeText(document.source)
    let members = [("method", "PUT"), ("level", RequestTarget.Level.instance.rawValue), ("type", type)]
    let ranges = members.map { text.add(SourceText(name: "", text: $0.1)) }
    var tree = DocumentAssembler("Exchange", at: 0..<0, of: text.source, symbols: document.symbols)
    tree.open("request", valueRange: 0..<0)
    for ((name, value), start) in zip(members, ranges) { tree.add(name, valueRange: start..<start + value.utf8.count) }
    tree.add(document, named: "resource", offset: 0)
    return tree.finished()
  }

  /// The entry for a comparison that was made only in part, or not at all.
  static func notChecked(_ reason: Message) -> NotChecked {
    NotChecked(code: "against", requirement: "Only elements that may change differ from the earlier version.", reason: reason)
  }
}

extension Document {
  /// Whether the outermost element is a resource.
  fileprivate var hasResource: Bool { root.map { record($0).flags.contains(.resource) } ?? false }

  /// A path in a tree of two versions, converted to a path in the resource, or in the payload that contains the later version at
  /// the path `later`.
  func pathInResource(_ path: String, later: String? = nil) -> String {
    for side in ["Change.later.resource", "Change.earlier.resource"] where path == side || path.hasPrefix(side + ".") {
      let names = side.split(separator: ".")
      if let later, names[1] == "later" { return later + path.dropFirst(side.count) }
      let resource = resources.first {
        record($0.node).name != .none && name(of: Node(index: record($0.node).parent)) == names[1]
      }
      return (resource.map { name($0.type) } ?? side) + path.dropFirst(side.count)
    }
    return path
  }
}
