import ApptLint
import FHIRSyntax
import Findings

/// What a command line or a `.apptlint.json` says of how to check; nil where it says nothing.
struct Settings: Sendable, Hashable {
  /// Ids of packs and paths to packs; none at all means FHIR alone.
  var packs: [String]?
  var release: FHIRRelease?
  var interaction: String?
  /// The canonical URLs of profiles that payloads are held to beside those that they claim.
  var profiles: [String]?
  /// Paths of definitions: folders, npm packages and files.
  var packages: [String]?
  /// Whether mustSupport elements that are not there are noted.
  var mustSupport: Bool?
  var select: [String]?
  var ignore: [String]?
  var severities: [String: Severity] = [:]
  var failOn: FailOn?
  /// What is left out of reports, those of the nearest file first.
  var suppressions: [Suppression] = []
  var depth: Int?
  var size: Int?
  var findings: Int?

  /// Whether these settings say nothing of what is found.
  var isEmpty: Bool {
    var others = self
    others.failOn = nil
    return others == Settings()
  }

  /// These settings, and another's where these say nothing.
  func over(_ other: Settings) -> Settings {
    var result = self
    result.packs = packs ?? other.packs
    result.release = release ?? other.release
    result.interaction = interaction ?? other.interaction
    result.profiles = profiles ?? other.profiles
    // Packages add up. Where two hold one profile, the first counts.
    if let more = other.packages { result.packages = (packages ?? []) + more.filter { packages?.contains($0) != true } }
    result.mustSupport = mustSupport ?? other.mustSupport
    result.select = select ?? other.select
    result.ignore = ignore ?? other.ignore
    result.severities.merge(other.severities) { mine, _ in mine }
    result.failOn = failOn ?? other.failOn
    result.suppressions += other.suppressions
    result.depth = depth ?? other.depth
    result.size = size ?? other.size
    result.findings = findings ?? other.findings
    return result
  }

  /// The linter that these settings ask for, with packages of definitions from a shelf.
  func linter(_ shelf: PackageCache = PackageCache()) throws(CommandError) -> Linter {
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
    configuration.release = release
    configuration.interaction = interaction
    configuration.profiles = profiles ?? []
    for path in packages ?? [] { configuration.packages += try shelf.packages(at: path) }
    configuration.notesMustSupport = mustSupport ?? false
    configuration.select = select ?? []
    configuration.ignore = ignore ?? []
    configuration.severities = severities
    configuration.limits = limits
    do throws(ConfigurationError) {
      return try Linter(configuration, packFiles: packFiles)
    } catch {
      throw CommandError(error.description)
    }
  }

  var limits: Limits {
    let standard = Limits()
    return Limits(depth: depth ?? standard.depth, size: size ?? standard.size, findings: findings ?? standard.findings)
  }
}
