import Findings
import Foundation
import Reporting
import RulePacks
import Testing

@testable import ApptLint

/// A server may create linters repeatedly: everything that a linter has created is released with it. `make sanitize` also runs
/// this suite under the leak checker, which finds leaks of objects to which the suite has no weak reference.
@Suite struct LifetimeTests {
  private struct Mark {
    var name: String
    weak var object: AnyObject?
  }

  private static let configurations: [(name: String, configuration: Configuration)] = {
    var cases = [("automatic", Configuration())]
    for pack in (try? Linter())?.packs ?? [] {
      var configuration = Configuration()
      configuration.packs = .chosen([pack.id])
      cases.append((pack.id, configuration))
    }
    return cases
  }()

  @Test func thereArePacks() {
    #expect(Self.configurations.count > 5)
  }

  @Test(arguments: configurations.map(\.name)) func nothingOutlivesItsLinter(configuration name: String) throws {
    let configuration = try #require(Self.configurations.first { $0.name == name }?.configuration)
    let marks = try Self.marks(of: Linter(configuration))
    #expect(marks.count > 5)
    let left = Set(marks.filter { $0.object != nil }.map(\.name))
    #expect(left.isEmpty)
  }

  @Test func nothingOfAPackageOutlivesItsLinter() throws {
    let marks = try Self.marks(of: Linter(Self.withPackage()))
    let left = Set(marks.filter { $0.object != nil }.map(\.name))
    #expect(left.isEmpty)
  }

  /// A configuration with a package that contains one profile.
  private static func withPackage() throws -> Configuration {
    let url = "https://example.org/StructureDefinition/short-appointment"
    let profile = """
      {
        "resourceType": "StructureDefinition", "url": "\(url)", "name": "ShortAppointment", "status": "active",
        "fhirVersion": "4.0.1", "kind": "resource", "abstract": false, "type": "Appointment", "derivation": "constraint",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Appointment",
        "differential": {
          "element": [
            { "id": "Appointment", "path": "Appointment" },
            {
              "id": "Appointment.minutesDuration", "path": "Appointment.minutesDuration", "min": 1,
              "constraint": [
                { "key": "short-1", "severity": "error", "human": "It is short.", "expression": "$this < 60 or $this = 90" }
              ]
            }
          ]
        }
      }
      """
    var configuration = Configuration()
    configuration.packages = [try DefinitionsPackage(name: "short", files: [SourceText(name: "short.json", text: profile)])]
    configuration.profiles = [url]
    return configuration
  }

  /// Uses a linter for all samples, and returns weak references to the objects that it has created.
  private static func marks(of linter: Linter) throws -> [Mark] {
    let folder = Vector.folder + "/samples/"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasSuffix(".expected") }.sorted()
    #expect(files.count > 5)
    let sources = try files.map { name in
      SourceText(name: name, bytes: Array(try Data(contentsOf: URL(filePath: folder + name))))
    }
    var marks: [Mark] = []
    // A pack is compiled for the second payload of a kind.
    for source in sources + sources {
      write(linter.lint(source))
      write(linter.lint(source, against: sources[0]))
      write(AutoFix(source) { linter.lint($0) }.report)
      guard case .payload(let document) = linter.subject(source) else { continue }
      let selection = linter.examine(document, linter.configuration).selection
      marks.append(Mark(name: "document", object: document))
      marks.append(Mark(name: "packs", object: selection.context))
      for pack in selection.packs {
        marks.append(Mark(name: "pack", object: pack))
        // The rule library shares them with the compiled rules.
        marks += pack.tables.flatMap(\.rules).map { Mark(name: "rule", object: $0) }
      }
    }
    marks.append(Mark(name: "library of rules", object: linter.library))
    marks.append(Mark(name: "selections", object: linter.selections))
    marks.append(Mark(name: "library of profiles", object: linter.profileLibrary))
    marks.append(Mark(name: "plans of profiles", object: linter.profilePlans))
    marks.append(Mark(name: "invariants", object: linter.invariants))
    return marks
  }

  /// Writes a report in every format.
  private static func write(_ report: Report) {
    for format in ReportFormat.allCases {
      var reporter = format.reporter(ReportStyle())
      var (output, text) = (OutputBuffer(), OutputBuffer())
      reporter.begin(into: &output)
      reporter.report(report, number: 1, into: &text)
      reporter.join(text, first: true, into: &output)
      reporter.end(Tally(), into: &output)
    }
  }
}
