package import ApptLint
package import FHIRSyntax
import Findings

/// The settings of a command line or a `.apptlint.json`. Settings that are not given are nil or empty.
package struct Settings: Sendable, Hashable {
  /// Pack ids and paths to packs; empty means FHIR only.
  package var packs: [String]?
  /// Editions by the id of a pack.
  var editions: [String: String] = [:]
  package var release: FHIRRelease?
  package var interaction: String?
  /// The canonical URLs of profiles to check payloads against in addition to those they claim.
  package var profiles: [String]?
  /// Paths to definitions: folders, npm packages and files.
  var packages: [String]?
  /// Whether missing mustSupport elements are reported.
  var mustSupport: Bool?
  var select: [String]?
  var ignore: [String]?
  /// Selectors that are added to `select` and `ignore`, whichever settings those come from.
  var extendSelect: [String]?
  var extendIgnore: [String]?
  var severities: [String: Severity] = [:]
  /// Severities from other settings: `severities` overrides them rule by rule, and each element overrides those after it.
  var overriddenSeverities: [[String: Severity]] = []
  var failOn: FailOn?
  /// The suppressions, with those of the nearest file first.
  var suppressions: [Suppression] = []
  var depth: Int?
  var size: Int?
  var findings: Int?
  /// The current time, in seconds since 1970; nil for the system clock.
  var now: Int64?

  package init() {}

  /// Whether no setting that affects the findings is given.
  var isEmpty: Bool {
    var others = self
    others.failOn = nil
    return others == Settings()
  }

  /// These settings, completed by those of `other`.
  func over(_ other: Settings) -> Settings {
    var result = self
    result.packs = packs ?? other.packs
    result.editions.merge(other.editions) { mine, _ in mine }
    result.release = release ?? other.release
    result.interaction = interaction ?? other.interaction
    result.profiles = profiles ?? other.profiles
    // Packages are combined. If two define the same profile, the first takes precedence.
    if let more = other.packages { result.packages = (packages ?? []) + more.filter { packages?.contains($0) != true } }
    result.mustSupport = mustSupport ?? other.mustSupport
    result.select = select ?? other.select
    result.ignore = ignore ?? other.ignore
    if let more = other.extendSelect { result.extendSelect = (extendSelect ?? []) + more }
    if let more = other.extendIgnore { result.extendIgnore = (extendIgnore ?? []) + more }
    // A rule has several keys, so the severities are merged by the linter, which knows them.
    result.overriddenSeverities += ([other.severities] + other.overriddenSeverities).filter { !$0.isEmpty }
    result.failOn = failOn ?? other.failOn
    result.suppressions += other.suppressions
    result.depth = depth ?? other.depth
    result.size = size ?? other.size
    result.findings = findings ?? other.findings
    result.now = now ?? other.now
    return result
  }

  /// The linter for these settings, with definition packages from a cache.
  package func linter(_ packageCache: PackageCache = PackageCache()) throws(CommandError) -> Linter {
    var configuration = Configuration()
    var packFiles: [SourceText] = []
    if let packs {
      var ids: [String] = []
      for pack in packs {
        guard PackFolder.isPath(pack) else {
          ids.append(pack)
          continue
        }
        let folder = try PackFolder(path: pack)
        ids.append(folder.id)
        packFiles += folder.files
      }
      configuration.packs = .chosen(ids)
    }
    configuration.editions = editions
    configuration.release = release
    configuration.interaction = interaction
    configuration.profiles = profiles ?? []
    for path in packages ?? [] { configuration.packages += try packageCache.packages(at: path) }
    configuration.reportsMustSupport = mustSupport ?? false
    // Without `select`, every rule is selected. `extendSelect` then enables findings that its rules report only on request.
    configuration.select = (select ?? (extendSelect == nil ? [] : [Configuration.everyRule])) + (extendSelect ?? [])
    configuration.ignore = (ignore ?? []) + (extendIgnore ?? [])
    configuration.severities = severities
    configuration.overriddenSeverities = overriddenSeverities
    configuration.limits = limits
    configuration.now = now
    do throws(ConfigurationError) {
      return try Linter(configuration, packFiles: packFiles)
    } catch {
      throw CommandError(error.description)
    }
  }

  package var limits: Limits {
    let standard = Limits()
    return Limits(depth: depth ?? standard.depth, size: size ?? standard.size, findings: findings ?? standard.findings)
  }
}
