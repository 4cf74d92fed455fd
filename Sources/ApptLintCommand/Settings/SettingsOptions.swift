import FHIRSyntax
import Findings

extension Settings {
  /// The settings of a command line.
  package init(_ arguments: Arguments) throws(CommandError) {
    packs = arguments.list(.pack).map { Self.packs($0) }
    for text in arguments.list(.edition) ?? [] {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw CommandError("invalid value '\(text)' for --edition; expected a pack and a version, such as bars=1.1.6")
      }
      editions[String(parts[0])] = String(parts[1])
    }
    release = arguments.value(.fhirVersion).flatMap { FHIRRelease(named: $0) }
    interaction = arguments.value(.interaction)
    profiles = arguments.values(.profile)
    packages = arguments.values(.ig)
    mustSupport = arguments.has(.mustSupport) ? true : nil
    select = arguments.list(.select)
    ignore = arguments.list(.ignore)
    extendSelect = arguments.list(.extendSelect)
    extendIgnore = arguments.list(.extendIgnore)
    if let text = arguments.value(.now) {
      guard let moment = Self.moment(text) else {
        throw CommandError(
          "--now must be a date, or a date and time with a time zone, such as 2026-03-02T09:00:00Z, not '\(text)'")
      }
      now = moment
    }
    for text in arguments.list(.severity) ?? [] {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, let severity = Severity(rawValue: String(parts[1])) else {
        throw CommandError("invalid value '\(text)' for --severity; expected a rule and a severity, such as LNT001=error")
      }
      severities[String(parts[0])] = severity
    }
    failOn = arguments.value(.failOn).flatMap { FailOn($0) }
    depth = try arguments.number(.maxDepth)
    size = try arguments.number(.maxSize, allowsUnits: true)
    findings = try arguments.number(.maxFindings)
  }

  /// A date, in UTC, or a date and time with a time zone, as seconds since 1970; nil for other texts.
  static func moment(_ text: String) -> Int64? {
    guard let value = FHIRDateTime(text), value.precision == .day || value.offset != nil else { return nil }
    return value.seconds
  }

  /// A list of packs, in which `none` means no pack.
  static func packs(_ names: [String]) -> [String] { names == ["none"] ? [] : names }
}
