import FHIRValidation
import Foundation

/// Measures the cost of checking a payload, relative to other programs on the same bytes in the same run. With the arguments
/// `library FILE PACK`, it measures only the library, for comparison with the server.
@main
enum ApptLintBenchmarks {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.count == 3, arguments.first == "library" {
      return try LibraryRate.print(file: arguments[2], pack: arguments[3])
    }
    let stopwatch = Stopwatch()
    for payload in try Payload.all() {
      let work = try Work(payload)
      let data = Data(payload.bytes)
      var sink = 0
      var references: [(String, () -> Void)] = [("memory scan", { sink &+= Yardstick.scan(payload.bytes) })]
      if payload.isXML {
        references.append(("libxml2, events", { sink &+= Yardstick.libxmlEvents(payload.bytes) }))
        references.append(("libxml2, tree", { sink &+= Yardstick.libxmlTree(payload.bytes) }))
      } else {
        references.append(("JSONSerialization", { sink &+= Yardstick.jsonSerialization(data) }))
      }
      var table = Table(payload, references: references.map(\.0))
      for (name, run) in references { table.line(name, stopwatch.time(run), isReference: true) }
      table.line("**parse**", stopwatch.time { sink &+= work.parse() })
      table.line("types of all nodes", stopwatch.time { sink &+= work.types() })
      table.line("structure", stopwatch.time { sink &+= work.fhir([.structure]) })
      table.line("primitives", stopwatch.time { sink &+= work.fhir([.primitives]) })
      table.line("bindings", stopwatch.time { sink &+= work.fhir([.bindings]) })
      table.line("references", stopwatch.time { sink &+= work.fhir([.references]) })
      table.line("profiles", stopwatch.time { sink &+= work.fhir([.profiles]) })
      table.line("invariants", stopwatch.time { sink &+= work.fhir([.invariants]) })
      table.line("FHIR: all checks", stopwatch.time { sink &+= work.fhir() })
      table.line("rules alone", stopwatch.time { sink &+= work.rules() })
      table.line("lint: parse, FHIR, rules, report data", stopwatch.time { sink &+= work.lint() })
      table.line("report as NDJSON", stopwatch.time { sink &+= work.ndjson() })
      if sink == 0 { print("nothing was done") }
    }
  }
}
