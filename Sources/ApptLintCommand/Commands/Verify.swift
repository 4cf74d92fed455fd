import ApptLint

extension Subcommand {
  static let verify = Subcommand(
    name: "verify", usage: "FOLDER... [--update]", summary: "Compare what is found in fixtures with what is expected",
    details: """
      Beside each payload in FOLDER stands a file of its name with .expected behind it, a line for each finding:

        3:13: error: BKD003: Appointment.status

      that is line, column, severity, code and, where there is one, the element. An empty file expects nothing to be
      found. A line that begins with # is a comment. A .apptlint.json in the folder says how to check.

      A payload whose name ends in .valid.json, .invalid.json, .valid.xml or .invalid.xml needs no such file: in a valid
      one nothing is found at or above --fail-on, in an invalid one something is.

      Exit status: 0 all as expected, 1 something differs, is missing or was rewritten, 2 operationalError.
      """,
    options: Option.rules + [.update, .failOn, .jobs],
    examples: [
      ("apptlint verify fixtures/", "Check all fixtures"),
      ("apptlint verify --fail-on warning fixtures/", "Let no *.valid.json have a warning"),
      ("apptlint verify --update fixtures/", "Take what is found now as expected"),
    ]
  ) { (arguments, context) throws(CommandError) in
    var run = try VerifyRun(arguments, context)
    return try run.run()
  }
}
