import Testing

/// `apptlint example`: payloads and recordings to start from.
@Suite struct ExampleCommandTests {
  /// The arguments (a pack, and an example's name or an interaction), and the start of the output.
  static let examples: [(words: [String], start: String)] = [
    (["nhs-booking", "book"], "{\n  \"resourceType\": \"Appointment\""),
    (["nhs-booking", "book-exchange"], "POST /STU3/Appointment HTTP/1.1\n"),
    (["nhs-booking"], "{\n  \"resourceType\": \"Appointment\""),
    (["uec-booking", "answer"], "{\n  \"resourceType\": \"Appointment\""),
    (["uec-booking", "metadata-answer"], "{\n  \"resourceType\": \"CapabilityStatement\""),
    (["bars", "message"], "{\n  \"resourceType\": \"Bundle\""),
    (["bars-assurance", "slots"], "GET /booking-and-referral/FHIR/R4/Slot?"),
  ]

  @Test(arguments: examples) func anExampleIsWritten(words: [String], start: String) throws {
    let run = try TestFolder().run(["example"] + words)
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.hasPrefix(start) && run.output.hasSuffix("\n"))
  }

  @Test func writtenExamplesAreClean() throws {
    let folder = try TestFolder()
    let booking = folder.run("example", "nhs-booking", "book").output
    try folder.write("booking.json", booking)
    try folder.write("cancel.http", folder.run("example", "nhs-booking", "cancel-exchange").output)
    let run = folder.run("check", "--pack", "nhs-booking", "--fail-on", "warning", "--format", "concise", "@")
    #expect(run.status == 0 && run.findings == [])
  }

  /// Each line of the list is the pack and the name of an example.
  @Test func allExamplesAreListed() throws {
    let folder = try TestFolder()
    let lines = folder.run("example").lines.map { $0.split(separator: " ").map(String.init) }
    #expect(lines.contains { $0.starts(with: ["nhs-booking-draft", "book"]) })
    for words in lines {
      #expect(folder.run("example", words[0], words[1]).status == 0 && words.count > 3, "\(words)")
    }
  }

  @Test(arguments: [
    (["nhs-boking"], "unknown rule pack 'nhs-boking'; did you mean nhs-booking?"),
    (["nhs-booking", "bok"], "the pack 'nhs-booking' has no example 'bok'; did you mean book?"),
    (["nhs-booking", "nothing-like-it"], "has no example 'nothing-like-it'; 'apptlint example' lists all examples"),
    (["plausibility"], "the pack 'plausibility' has no examples"),
    (["bars-assurance", "other"], "has no example of 'other': it covers any resource that no other interaction covers;"),
    (["bars", "book", "cancel"], "example takes at most one pack and one interaction or name"),
  ]) func mistakesAreExplained(words: [String], sentence: String) throws {
    let run = try TestFolder().run(["example"] + words)
    #expect(run.status == 2 && run.errors.contains(sentence), "\(run.errors)")
  }

  /// A pack has the examples of the packs that it includes; its own examples replace those with the same name.
  @Test func customPackHasExamples() throws {
    let head = """
      { "id": "own", "title": "t", "release": "3.0", "includes": ["nhs-booking"], "tables": [],
        "examples": [ { "name": "book", "about": "our booking", "file": "examples/book.json" } ] }
      """
    let folder = try TestFolder(["own/pack.json": head, "own/examples/book.json": #"{ "resourceType": "Appointment" }"#])
    #expect(folder.run("example", "@own", "book").output == "{ \"resourceType\": \"Appointment\" }\n")
    #expect(folder.run("example", "@own", "get").output.hasPrefix("GET /STU3/Appointment/58213"))
    try folder.remove("own/examples/book.json")
    #expect(folder.run("example", "@own").errors.contains("the pack 'own' names this example, but the file does not exist"))
  }
}
