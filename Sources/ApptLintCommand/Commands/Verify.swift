import ApptLint

extension Subcommand {
  static let verify = Subcommand(
    name: "verify", usage: "FOLDER... [--update]", summary: "Compare the findings in fixtures with the expected ones",
    details: """
      Each payload in FOLDER has a file with the same name plus .expected, with one line per finding:

        3:13: error: BKD003: Appointment.status

      Its parts are line, column, severity, code and, if present, the element. If the file is empty, no findings are
      expected. Lines starting with # are comments. A .apptlint.json file in the folder configures the checks.

      An .ndjson file has a payload on each line; its findings have the number of the line in the file.

      A .txtar file (a text archive) contains payloads and their .expected files: a line '-- NAME --' starts a file, which
      ends before the next such line. It may contain a .apptlint.json. Its payloads are named ARCHIVE.txtar/NAME.

      A payload with .valid or .invalid before its extension, such as booking.valid.json, needs no .expected file: a
      valid payload must have no findings at or above --fail-on, and an invalid payload at least one such finding.

      Exit status: 0 all as expected, 1 a file differs, is missing or was rewritten, 2 invalid usage or configuration,
      or an error reading or writing files.
      """,
    options: Option.rules + [.update, .failOn, .jobs],
    examples: [
      ("apptlint verify fixtures/", "Check all fixtures"),
      ("apptlint verify --fail-on warning fixtures/", "Fail if a *.valid.json has a warning"),
      ("apptlint verify --update fixtures/", "Record the current findings as expected"),
    ]
  ) { (arguments, context) throws(CommandError) in
    var run = try VerifyRun(arguments, context)
    return try run.run()
  }
}
