import ApptLint
import ApptLintCommand
import FHIRSyntax
import Findings
import Reporting
import Synchronization

/// The linters of the service, one for each combination of settings that requests ask for.
final class LinterCache: Sendable {
  /// What a request asks for in addition to the settings of the service.
  struct Key: Hashable, Sendable {
    var release: FHIRRelease?
    /// Nil for the packs of the service's settings.
    var packs: [String]?
    var interaction: String?
    var profiles: [String] = []
  }

  /// The maximum number of cached linters: clients choose the combinations. A linter takes about a millisecond to create.
  private static let maxCount = 64
  /// The maximum number of values of all parameters together, and the maximum length of each in bytes of UTF-8.
  private static let maxValues = 16
  private static let maxLength = 512

  private let settings: Settings
  private let packages = PackageCache()
  private let linters = Guarded<[Key: Linter]>([:])

  /// Throws if the settings are invalid.
  init(_ settings: Settings) throws(CommandError) {
    self.settings = settings
    _ = try make(Key())
  }

  /// The linter for a request whose body names profiles; errors quote them only if values are shown.
  func linter(for key: Key, showingValues: Bool) throws(RequestError) -> Linter {
    try Self.checkSize(of: key)
    do throws(RequestError) {
      return try linter(for: key)
    } catch {
      if showingValues { throw error }
      throw RequestError(400, .invalid, "the body has an unknown profile")
    }
  }

  /// The linter for a request. Throws 400 if it asks for something unknown.
  func linter(for key: Key) throws(RequestError) -> Linter {
    if let known = linters.withLock({ $0[key] }) { return known }
    try Self.checkSize(of: key)
    // Requests must name packs by id. A path would read files on the server.
    if let packs = key.packs, packs.contains(where: { $0.contains("/") || $0.contains(".") }) {
      throw RequestError(400, .invalid, "packs must be given by id")
    }
    let linter: Linter
    do {
      linter = try make(key)
    } catch {
      guard case .sentence(let sentence) = error else { throw RequestError(400, .invalid, "invalid parameters") }
      throw RequestError(400, .invalid, sentence)
    }
    linters.withLock { linters in
      if linters.count >= Self.maxCount { linters = [:] }
      linters[key] = linter
    }
    return linter
  }

  private static func checkSize(of key: Key) throws(RequestError) {
    let values = (key.packs ?? []) + key.profiles + (key.interaction.map { [$0] } ?? [])
    if values.count > maxValues { throw RequestError(400, .invalid, "the parameters have more than \(maxValues) values") }
    if values.contains(where: { $0.utf8.count > maxLength }) {
      throw RequestError(400, .invalid, "the parameters have a value of more than \(maxLength) bytes")
    }
  }

  private func make(_ key: Key) throws(CommandError) -> Linter {
    var settings = settings
    if let release = key.release { settings.release = release }
    if let packs = key.packs { settings.packs = packs == ["none"] ? [] : packs }
    if let interaction = key.interaction { settings.interaction = interaction }
    if !key.profiles.isEmpty { settings.profiles = (settings.profiles ?? []) + key.profiles }
    return try settings.linter(packages)
  }
}
