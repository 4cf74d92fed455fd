import ApptLint
import CEmbeddedData
import FHIRDefinitions
import Findings
import Reporting

/// Trials of inputs that generators create from a fuzzer's bytes. A violated invariant ends the process.
enum GeneratedTrials {
  // Safe: static data of the program.
  private static let definitions = unsafe Definitions(
    immortal: UnsafeRawBufferPointer(start: apptlint_definitions_start(), count: apptlint_definitions_count()))

  private static let payloads =
    definitions.map { definitions in FHIRRelease.allCases.map { PayloadGenerator(definitions, $0) } } ?? []
  private static let packages =
    definitions.map { definitions in FHIRRelease.allCases.map { PackageGenerator(definitions, $0) } } ?? []
  private static let exchanges = definitions.map { ExchangeGenerator($0) }

  /// A payload of any type, as JSON or XML, and sometimes an earlier version to compare it with.
  static func payload(_ bytes: [UInt8]) {
    var feed = ByteFeed(bytes)
    guard !payloads.isEmpty else { return }
    let generator = payloads[feed.number(below: payloads.count)]
    let isXML = feed.chance(oneIn: 3)
    let seed = UInt64(feed.number(below: 65_536)) << 32 | UInt64(feed.number(below: 65_536))
    func source() -> SourceText {
      let resource = generator.resource(&feed)
      return SourceText(name: isXML ? "payload.xml" : "payload.json", text: isXML ? resource.xml : resource.json)
    }
    let payload = source()
    let linter = Trial.linter(seed)
    Trial.readTwice(payload, as: isXML ? .xml : .json)
    Trial.lint(payload, with: linter, seed: seed)
    if feed.chance(oneIn: 8) { Trial.write(linter.lint(payload, against: source()), as: .ndjson) }
  }

  /// A recording, whose secrets must not be printed.
  static func exchange(_ bytes: [UInt8]) {
    var feed = ByteFeed(bytes)
    let seed = UInt64(feed.number(below: 65_536))
    guard let recording = exchanges?.recording(&feed) else { return }
    let source = SourceText(name: recording.name, bytes: recording.bytes)
    let report = Trial.linter(seed).lint(source)
    for finding in report.findings where finding.range.upperBound > report.source.count {
      Trial.trap("\(finding.code) at \(finding.range) is outside the source")
    }
    for format in [ReportFormat.ndjson, .full] {
      let text = Trial.write(report, as: format, showsValues: true)
      if recording.isIntact, text.contains(ExchangeGenerator.secret) { Trial.trap("a report shows a credential: \(text)") }
    }
  }

  /// A package, as loose files or as an archive, and payloads that are checked against its profile.
  static func package(_ bytes: [UInt8]) {
    var feed = ByteFeed(bytes)
    guard !packages.isEmpty else { return }
    let release = feed.number(below: packages.count)
    let files = packages[release].files(&feed)
    let package: DefinitionsPackage?
    if feed.number(below: 3) == 0 {
      package = try? DefinitionsPackage(name: "f.tgz", archive: Archive.bytes(files, &feed))
    } else {
      package = try? DefinitionsPackage(name: "f", files: files.map { SourceText(name: $0.name, bytes: $0.bytes) })
    }
    guard let package else { return }
    var configuration = Configuration()
    configuration.packages = [package]
    configuration.profiles = [PackageGenerator.profile]
    configuration.release = FHIRRelease.allCases[release]
    configuration.packs = .chosen([])
    configuration.now = 1_735_689_600
    configuration.reportsMustSupport = true
    guard let linter = try? Linter(configuration) else { return }
    _ = linter.profile(PackageGenerator.profile, FHIRRelease.allCases[release])
    for _ in 0..<2 {
      let resource = payloads[release].resource(&feed)
      Trial.write(linter.lint(SourceText(name: "payload.json", text: resource.json)), as: .ndjson)
    }
  }

  /// A rule pack, applied to a payload, to a change and to a recording.
  static func rules(_ bytes: [UInt8]) {
    var feed = ByteFeed(bytes)
    let files = RuleFileGenerator.files(&feed)
    var configuration = Configuration()
    configuration.packs = .chosen([RuleFileGenerator.id])
    configuration.now = 1_735_689_600
    guard let linter = try? Linter(configuration, packFiles: files), let generator = payloads.first else { return }
    let payload = SourceText(name: "payload.json", text: generator.resource(named: "Appointment", &feed).json)
    Trial.write(linter.lint(payload), as: .ndjson)
    let earlier = SourceText(name: "earlier.json", text: generator.resource(named: "Appointment", &feed).json)
    Trial.write(linter.lint(payload, against: earlier), as: .ndjson)
    if let recording = exchanges?.recording(&feed) {
      Trial.write(linter.lint(SourceText(name: recording.name, bytes: recording.bytes)), as: .ndjson)
    }
  }

  /// An expression, evaluated on a payload of each release.
  static func expression(_ bytes: [UInt8]) {
    var feed = ByteFeed(bytes)
    ExpressionTrial.run(Array(ExpressionGenerator.expression(&feed).utf8))
  }
}
