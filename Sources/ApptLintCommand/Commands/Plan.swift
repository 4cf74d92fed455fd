import ApptLint
import Reporting

extension Subcommand {
  static let plan = Subcommand(
    name: "plan", usage: "TYPE|URL", summary: "Print the compiled checks for payloads of a type",
    details: """
      For a resource type such as Appointment, or its canonical URL, prints its elements and the rows of the selected
      packs for the selected interaction, merged into the tree that is walked together with a payload. For the canonical
      URL of a profile, prints the requirements of the profile at each element.

      "runs" and "not compiled" mark checks that always run; the others run only if the plan finds a possible
      violation.
      """,
    options: [.pack, .edition, .fhirVersion, .interaction, .ig],
    examples: [
      ("apptlint plan --pack nhs-booking --interaction book Appointment", "The rows for a booking"),
      ("apptlint plan https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1", "A profile"),
    ]
  ) { (arguments, context) throws(CommandError) in
    guard let name = arguments.operands.first, arguments.operands.count == 1 else {
      throw CommandError("plan takes one resource type or the URL of one profile")
    }
    guard let text = try Settings(arguments).linter().planText(of: name) else {
      throw CommandError("unknown resource type or profile '\(name)'")
    }
    var output = OutputBuffer()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      output.append(untrusted: String(line))
      output.append("\n")
    }
    try context.console.print(output)
    return ExitStatus.clean
  }
}
