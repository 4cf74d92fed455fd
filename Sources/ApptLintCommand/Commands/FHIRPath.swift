import ApptLint
import Reporting

extension Subcommand {
  static let fhirpath = Subcommand(
    name: "fhirpath", usage: "[--fhir-version V] [--strict] EXPR FILE",
    summary: "Evaluate a FHIRPath expression on a payload",
    details: """
      Evaluates EXPR on the resource in FILE, or on standard input for -. Each item of the result is a line of JSON:

        {"type":"HumanName","value":{"family":"Chalmers"}}

      Elements have the same value as in FHIR JSON, except that decimals are strings, exact to the last digit. Computed
      decimals, dates and quantities are strings, too.
      The output of trace() goes to standard error.

      Exit status: 0 evaluated (whatever the result), 2 invalid usage or expression, or an error reading the file.
      """,
    options: [.fhirPathRelease, .strict], takesDashes: true,
    examples: [
      ("apptlint fhirpath 'Appointment.participant.status' appointment.json", "Print the value of an element"),
      ("apptlint fhirpath --strict 'start < end' appointment.json", "Test a condition"),
    ]
  ) { (arguments, context) throws(CommandError) in
    guard arguments.operands.count == 2 else {
      throw CommandError("fhirpath takes an expression and a file: apptlint fhirpath 'Appointment.status' appointment.json")
    }
    let settings = try Settings(arguments)
    let path = arguments.operands[1]
    let content =
      path == "-"
      ? try FileReading.read(context.console.input, name: path, limit: settings.limits.size)
      : try FileReading.read(path, limit: settings.limits.size)
    guard case .text(let source) = content else { throw CommandError("cannot read \(path): it is too large") }
    let linter = try settings.linter()
    let answer: FHIRPathResult
    do throws(FHIRPathEvaluationError) {
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
