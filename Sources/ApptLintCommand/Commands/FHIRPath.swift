import ApptLint
import Reporting

extension Subcommand {
  static let fhirpath = Subcommand(
    name: "fhirpath", usage: "[--fhir-version V] [--strict] EXPR FILE",
    summary: "Evaluate an expression in FHIRPath on a payload",
    details: """
      EXPR is evaluated on the resource in FILE, or on standard input for -. Each item that it gives is a line of JSON:

        {"type":"HumanName","value":{"family":"Chalmers"}}

      An element has the value that FHIR's JSON gives it; decimals, dates and quantities are strings, exact to the last digit.
      What trace() shows goes to standard error.

      Exit status: 0 evaluated, whatever the result, 2 a faulty expression, or operationalError.
      """,
    options: [.fhirVersion, .strict], takesDashes: true,
    examples: [
      ("apptlint fhirpath 'Appointment.participant.status' appointment.json", "What stands in an element"),
      ("apptlint fhirpath --strict 'start < end' appointment.json", "Whether a condition holds"),
    ]
  ) { (arguments, context) throws(CommandError) in
    guard arguments.operands.count == 2 else {
      throw CommandError("fhirpath needs an expression and a file: apptlint fhirpath 'Appointment.status' appointment.json")
    }
    let settings = try Settings(arguments)
    let path = arguments.operands[1]
    let content =
      path == "-"
      ? try FileReading.read(context.console.input, name: path, limit: settings.limits.size)
      : try FileReading.read(path, limit: settings.limits.size)
    guard case .text(let source) = content else { throw CommandError("cannot read \(path): it is too large") }
    let linter = try settings.linter()
    let answer: PathAnswer
    do throws(PathProblem) {
      answer = try linter.evaluate(
        arguments.operands[0], on: source, release: settings.release, isStrict: arguments.has(.strict))
    } catch {
      throw CommandError(error.description)
    }
    for trace in answer.traces {
      var line = OutputBuffer()
      line.append(untrusted: "trace \(trace.name): " + trace.results.map(\.json).joined(separator: ", "))
      line.append("\n")
      try? context.console.errors.write(line.bytes)
    }
    var text = OutputBuffer()
    for result in answer.results { text.append(result.json + "\n") }
    try context.console.print(text)
    return ExitStatus.clean
  }
}
