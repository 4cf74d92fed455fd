import FHIRDefinitions
import FHIRSyntax
import Findings
import HTTPExchange
import RulePacks

/// The packs, release and interaction that an exchange is checked with, and how they were determined.
struct ExchangeContext {
  /// The packs whose rows about exchanges apply, including the packs that they include; empty for an exchange without FHIR, or
  /// with an API that no pack recognises.
  var packs: [RulePack] = []
  var release: FHIRRelease?
  /// What determined the pack; nil if nothing did.
  var because: String?
  /// The interaction of the request, by pack id; packs for which there is none are missing.
  private var interactions: [String: String] = [:]
  /// The interaction that the configuration names; nil if there is none, or if the request has no body.
  private var stated: String?
  /// The interaction that the body of a successful response is checked as.
  private var response: String?
  /// The releases that headers declare for the bodies of the request and the response.
  private var declared: (request: ReleaseClaim.Release?, response: ReleaseClaim.Release?)

  /// The interaction of the request in a pack.
  func interaction(of pack: RulePack) -> String? { stated ?? interactions[pack.id] }

  /// The contexts of all exchanges of a recording. If nothing determines the pack of an exchange, the pack of another exchange
  /// with the same host is used.
  static func contexts(
    for recording: Recording, _ bodies: [ExchangeTree.Bodies], _ tree: ExchangeTree, _ linter: Linter
  ) -> [ExchangeContext] {
    let now = linter.configuration.now ?? Clock.now
    let runs = recording.exchanges.indices.map { index in
      let document = tree.document(index, callsFor: nil)
      return RuleRun(document, ReferenceIndex(document), now: now)
    }
    var found: [(id: String, because: String)?] = []
    for (index, run) in runs.enumerated() {
      let documents = [bodies[index].request, bodies[index].response].compactMap { $0 }
      let bodyRuns = documents.map { RuleRun($0, ReferenceIndex($0), now: now) }
      found.append(
        (bodyRuns + [run]).lazy.compactMap { $0.detect(among: linter.library.heads) }.first.map { ($0.pack.id, $0.because) })
    }
    let origins = recording.exchanges.map(\.target.origin)
    let byOrigin = Dictionary(
      found.indices.compactMap { index in origins[index].flatMap { origin in found[index].map { (origin, $0.id) } } }
    ) { first, _ in first }
    return recording.exchanges.indices.map { index in
      var context = ExchangeContext()
      let exchange = recording.exchanges[index]
      guard isFHIR(exchange, bodies[index], linter) else { return context }
      var ids: [String] = []
      if case .chosen(let chosen) = linter.configuration.packs {
        ids = chosen
      } else if let own = found[index] {
        (ids, context.because) = ([own.id], own.because)
      } else if let id = origins[index].flatMap({ byOrigin[$0] }) {
        (ids, context.because) = ([id], "another exchange with the same host")
      }
      context.packs = PackSelection.load(ids, from: linter.library, runs[index])
      context.release = linter.configuration.release ?? context.packs.lazy.compactMap(\.release).first
      if exchange.request.body != nil { context.stated = linter.configuration.interaction }
      context.declared.request = declaredRelease(exchange.request, "Content-Type")
      context.declared.response =
        exchange.response.flatMap { declaredRelease($0, "Content-Type") } ?? declaredRelease(exchange.request, "Accept")
      for pack in context.packs {
        guard let interaction = runs[index].interaction(of: pack) else { continue }
        context.interactions[pack.id] = interaction
        context.response = context.response ?? pack.interactions.first { $0.id == interaction }?.response
      }
      return context
    }
  }

  /// The release given by the parameter `fhirVersion` of a header field.
  private static func declaredRelease(_ message: HTTPMessage, _ field: String) -> ReleaseClaim.Release? {
    message.fhirVersion(in: field).flatMap { ReleaseClaim.Release(named: $0) }
  }

  /// Whether an exchange is with a FHIR server, according to its bodies, or a type or operation in its URL.
  private static func isFHIR(_ exchange: RecordedExchange, _ bodies: ExchangeTree.Bodies, _ linter: Linter) -> Bool {
    if bodies.request != nil || bodies.response != nil { return true }
    func namesFHIR(_ field: String) -> Bool { exchange.request.field(field)?.value.text.containsBytes(of: "fhir") ?? false }
    if namesFHIR("Ssp-InteractionID") { return true }
    if exchange.target.level == .metadata { return namesFHIR("Accept") }
    // CORS preflight requests are not FHIR.
    return exchange.method?.text != "OPTIONS" && isFHIR(exchange.target, linter)
  }

  private static func isFHIR(_ target: RequestTarget, _ linter: Linter) -> Bool {
    guard let type = target.type else { return false }
    if target.level == .operation { return true }
    guard let definitions = linter.definitions, let symbol = definitions.symbols.symbol(type) else { return false }
    return FHIRRelease.allCases.contains { definitions.release($0).type(symbol)?.kind == .resource }
  }

  /// Whether a request sends a resource to be created, replaced or processed.
  static func sendsResource(_ exchange: RecordedExchange, _ linter: Linter) -> Bool {
    let target = exchange.target
    switch (exchange.method?.text, target.level) {
    case ("POST", .type), ("PUT", .instance): return isFHIR(target, linter)
    case ("POST", .operation): return target.type == "$process-message"
    default: return false
    }
  }

  // MARK: Bodies

  /// How the body of the request is checked.
  func requestConfiguration(_ configuration: Configuration) -> Configuration {
    var result = configuration
    result.packs = .chosen(packs.isEmpty ? PackSelection.defaultPacks : packs.map(\.id))
    if case .chosen = configuration.packs { result.packs = configuration.packs }
    result.interaction = stated ?? packs.lazy.compactMap { interactions[$0.id] }.first
    result.declaredRelease = declared.request
    return result
  }

  /// How the body of the response is checked: as FHIR and, if the response is successful, as the body that the interaction
  /// returns.
  func responseConfiguration(_ configuration: Configuration, _ request: Report?, status: String?) -> Configuration {
    if let response, status?.hasPrefix("2") ?? false {
      var result = requestConfiguration(configuration)
      result.interaction = response
      result.declaredRelease = declared.response
      return result
    }
    var result = configuration
    result.packs = configuration.packs == .chosen([]) ? .chosen([]) : .chosen(PackSelection.defaultPacks)
    result.interaction = nil
    result.release = configuration.release ?? (declared.response == nil ? request?.release ?? release : release)
    result.declaredRelease = declared.response
    return result
  }

  // MARK: All exchanges

  /// The distinct packs of all exchanges.
  static func packs(of contexts: [ExchangeContext]) -> [RulePack] {
    var packs: [RulePack] = []
    for pack in contexts.flatMap(\.packs) where !packs.contains(where: { $0.id == pack.id }) { packs.append(pack) }
    return packs
  }

  /// How the contexts were determined, as a phrase for the report.
  static func basis(of contexts: [ExchangeContext]) -> String {
    let others = contexts.count { $0.packs.isEmpty }
    var parts = ["\(contexts.count) exchange\(contexts.count == 1 ? "" : "s")"]
    if let because = contexts.lazy.compactMap(\.because).first { parts.append("pack from \(because)") }
    if others == contexts.count {
      parts.append("no pack recognises \(contexts.count == 1 ? "it" : "them"): choose one with --pack")
    } else if others > 0 {
      parts.append("\(others) checked without a pack")
    }
    return parts.joined(separator: "; ")
  }
}
