import Foundation
import Testing

@testable import ApptLintCommand

@Suite struct FixTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var before: String
    var after: String
    var words: [String] = []
    var isXML = false
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a missing comma", before: "{\"resourceType\": \"Basic\" \n\t\"code\" : {\"text\":\"x\"}}",
      after: "{\"resourceType\": \"Basic\", \n\t\"code\" : {\"text\":\"x\"}}"),
    Case(
      name: "commas, and errors that appear after them",
      before: #"{"resourceType":"Patient" "name": {"given": "Ada" "family": "Roe"}}"#,
      after: #"{"resourceType":"Patient", "name": [{"given": ["Ada"], "family": "Roe"}]}"#),
    Case(
      name: "one value for an array, over several lines",
      before: "{\r\n  \"resourceType\": \"Patient\",\r\n  \"name\": {\r\n    \"family\": \"Roe\"\r\n  }\r\n}\r\n",
      after: "{\r\n  \"resourceType\": \"Patient\",\r\n  \"name\": [{\r\n    \"family\": \"Roe\"\r\n  }]\r\n}\r\n"),
    Case(
      name: "one value and its companion",
      before: #"{"resourceType": "Patient", "name": [{"given": "Ada", "_given": {"id": "a"}}]}"#,
      after: #"{"resourceType": "Patient", "name": [{"given": ["Ada"], "_given": [{"id": "a"}]}]}"#),
    Case(
      name: "a value of the wrong type is not put into an array", before: #"{"resourceType": "Patient", "name": "Ada Roe"}"#,
      after: #"{"resourceType": "Patient", "name": "Ada Roe"}"#),
    Case(
      name: "no fix while a bracket is missing",
      before: #"{"resourceType": "Patient", "name": {"family": "Roe"}"#,
      after: #"{"resourceType": "Patient", "name": {"family": "Roe"}"#),
    Case(
      name: "a comma that would end up in a string", before: "{\"resourceType\": \"Patient\", \"id\": \"a\n]\n 1\"\n}",
      after: "{\"resourceType\": \"Patient\", \"id\": \"a\n]\n 1\"\n}"),
    Case(
      name: "no commas while a quote is missing",
      before:
        #"{"resourceType": "Patient", "name": [{ "use": official", "prefix": ["Ms"] "family": "Roe" }]}"#,
      after: #"{"resourceType": "Patient", "name": [{ "use": official", "prefix": ["Ms"] "family": "Roe" }]}"#
    ),
    Case(
      name: "no commas while two quotes are missing",
      before: #"{"resourceType": "Patient", "language": "en ,gender": "male", "active": true "id": "a"}"#,
      after: #"{"resourceType": "Patient", "language": "en ,gender": "male", "active": true "id": "a"}"#),
    Case(
      name: "more errors than are reported, at several levels",
      before: #"{"resourceType":"Patient" "contact":{"name":{"given":"A"}} "name":{"given":"B"} "id":"a"}"#,
      after: #"{"resourceType":"Patient", "contact":[{"name":{"given":["A"]}}], "name":[{"given":["B"]}], "id":"a"}"#,
      words: ["--max-findings", "1", "--fhir-version", "4.0"]),
    Case(
      name: "numbers without a comma may be one number", before: #"{"resourceType": "Basic", "code": {"text": "x"}, "a": [1 2]}"#,
      after: #"{"resourceType": "Basic", "code": {"text": "x"}, "a": [1 2]}"#),
    Case(
      name: "a comma before the closing quote",
      before: #"{"resourceType": "Patient", "name": [{"text": "Leeds," "family": "Roe"}]}"#,
      after: #"{"resourceType": "Patient", "name": [{"text": "Leeds," "family": "Roe"}]}"#),
    Case(
      name: "a comma after the opening quote",
      before: #"{"resourceType": "Patient", "name": [{"prefix": ["A"]",family": "Roe"}]}"#,
      after: #"{"resourceType": "Patient", "name": [{"prefix": ["A"]",family": "Roe"}]}"#),
    Case(
      name: "a comma in the next item", before: #"{"resourceType": "Patient", "name": [{"prefix": ["A" ",B"]}]}"#,
      after: #"{"resourceType": "Patient", "name": [{"prefix": ["A" ",B"]}]}"#),
    Case(
      name: "a number before a quote", before: #"{"resourceType": "Patient", "address": [{"line": [1" High Street"]}]}"#,
      after: #"{"resourceType": "Patient", "address": [{"line": [1" High Street"]}]}"#),
    Case(
      name: "a number after a quote", before: #"{"resourceType": "Patient", "address": [{"line": ["5" 6" pipe"]}]}"#,
      after: #"{"resourceType": "Patient", "address": [{"line": ["5" 6" pipe"]}]}"#),
    Case(
      name: "two quotes in the middle of a text",
      before: #"{"resourceType": "Patient", "name": [{"prefix": ["say ""no"" to me"]}]}"#,
      after: #"{"resourceType": "Patient", "name": [{"prefix": ["say ""no"" to me"]}]}"#),
    Case(
      name: "a comment directly after a value",
      before: "{\"resourceType\": \"Patient\", \"language\": \"en\"//x\n \"id\": \"a\"}",
      after: "{\"resourceType\": \"Patient\", \"language\": \"en\"//x\n \"id\": \"a\"}"),
    Case(
      name: "a byte order mark stays", before: "\u{FEFF}{\"resourceType\": \"Patient\", \"name\": {\"family\": \"Roe\"}}",
      after: "\u{FEFF}{\"resourceType\": \"Patient\", \"name\": [{\"family\": \"Roe\"}]}"),
    Case(
      name: "an id first", before: "{\n  \"id\": \"a1\",\n  \"resourceType\": \"Appointment\", \"status\": \"booked\"\n}",
      after: "{\n  \"resourceType\": \"Appointment\", \"status\": \"booked\"\n}", words: ["--pack", "nhs-booking-draft"]),
    Case(
      name: "an id in the middle",
      before: "{\n  \"resourceType\": \"Appointment\",\n  \"id\": \"a1\",\n  \"status\": \"booked\"\n}",
      after: "{\n  \"resourceType\": \"Appointment\",\n  \"status\": \"booked\"\n}",
      words: ["--pack", "nhs-booking", "--interaction", "book"]),
    Case(
      name: "an id last", before: "{\n  \"resourceType\": \"Appointment\",\n  \"status\": \"booked\",\n  \"id\": \"a1\"\n}",
      after: "{\n  \"resourceType\": \"Appointment\",\n  \"status\": \"booked\"\n}",
      words: ["--pack", "nhs-registry", "--interaction", "book"]),
    Case(
      name: "an id stays if the interaction is only inferred",
      before: #"{"resourceType": "Appointment", "id": "a1", "status": "Booked"}"#,
      after: #"{"resourceType": "Appointment", "id": "a1", "status": "booked"}"#, words: ["--pack", "nhs-booking"]),
    Case(
      name: "an id in XML stays if the interaction is only inferred",
      before: "<Appointment xmlns=\"http://hl7.org/fhir\"><id value=\"a1\"/><status value=\"booked\"/></Appointment>",
      after: "<Appointment xmlns=\"http://hl7.org/fhir\"><id value=\"a1\"/><status value=\"booked\"/></Appointment>",
      words: ["--pack", "nhs-registry"], isXML: true),
    Case(
      name: "an id with an extension stays",
      before: #"{"resourceType": "Appointment", "id": "a1", "_id": {"id": "x"}, "status": "booked"}"#,
      after: #"{"resourceType": "Appointment", "id": "a1", "_id": {"id": "x"}, "status": "booked"}"#,
      words: ["--pack", "nhs-booking-draft"]),
    Case(
      name: "a code and a fixed value by case",
      before: #"{"resourceType": "Appointment", "status": "Booked", "participant": [{"status": "ACCEPTED"}]}"#,
      after: #"{"resourceType": "Appointment", "status": "booked", "participant": [{"status": "accepted"}]}"#,
      words: ["--pack", "nhs-booking-draft"]),
    Case(
      name: "another code is not fixed", before: #"{"resourceType": "Appointment", "status": "bookd"}"#,
      after: #"{"resourceType": "Appointment", "status": "bookd"}"#, words: ["--pack", "nhs-booking-draft"]),
    Case(
      name: "a code that is correct except for its system",
      before:
        #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/observation-status", "code": "M"}]}}"#,
      after:
        #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/observation-status", "code": "M"}]}}"#
    ),
    Case(
      name: "a system by case",
      before:
        #"{"resourceType": "Patient", "identifier": [{"system": "https://fhir.nhs.uk/id/NHS-number", "value": "9990000018"}]}"#,
      after:
        #"{"resourceType": "Patient", "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}]}"#),
    Case(
      name: "an id and a code in XML",
      before: "<Appointment xmlns=\"http://hl7.org/fhir\">\n  <id value='a1' />\n  <status value='Booked'/>\n</Appointment>\n",
      after: "<Appointment xmlns=\"http://hl7.org/fhir\">\n  <status value='booked'/>\n</Appointment>\n",
      words: ["--pack", "nhs-booking-draft"], isXML: true),
    Case(
      name: "an id with an end tag, without whitespace",
      before: "<Appointment xmlns=\"http://hl7.org/fhir\"><id value=\"a1\"></id><status value=\"booked\"/></Appointment>",
      after: "<Appointment xmlns=\"http://hl7.org/fhir\"><status value=\"booked\"/></Appointment>",
      words: ["--pack", "nhs-booking-draft"], isXML: true),
  ]

  @Test(arguments: cases) func onlyFixesAreApplied(_ example: Case) throws {
    let name = example.isXML ? "a.xml" : "a.json"
    let folder = try TestFolder([name: example.before])
    let diff = folder.run(["check", "--diff", "@" + name] + example.words)
    #expect(folder.read(name) == example.before && diff.status == (example.before == example.after ? 0 : 1), "\(diff)")
    let run = folder.run(["check", "--fix", "--format", "concise", "@" + name] + example.words)
    #expect(folder.read(name) == example.after, "\(run)")
    let again = folder.run(["check", "--fix", "--format", "concise", "@" + name] + example.words)
    #expect(again.output == run.output && again.errors == "" && folder.read(name) == example.after)
  }

  @Test func diffShowsTheFixes() throws {
    let lines = (1...9).map { "  \"note\($0)\": 1,\n" }.joined()
    let folder = try TestFolder([
      "a.json": "{\n\t\"resourceType\": \"Basic\"\n\(lines)  \"code\": {\"coding\": {\"display\": \"J. Smith\"}}\n}",
      "b.json": Payloads.clean,
    ])
    let run = folder.run("check", "--diff", "--show-values", "@")
    #expect(
      run.output == """
        --- a.json
        +++ a.json
        @@ -1,5 +1,5 @@
         {
        -\t"resourceType": "Basic"
        +\t"resourceType": "Basic",
           "note1": 1,
           "note2": 1,
           "note3": 1,
        @@ -9,5 +9,5 @@
           "note7": 1,
           "note8": 1,
           "note9": 1,
        -  "code": {"coding": {"display": "J. Smith"}}
        +  "code": {"coding": [{"display": "J. Smith"}]}
         }
        \\ No newline at end of file

        """)
    #expect(run.errors == "apptlint: --fix would fix 2 findings in 1 file\n" && run.status == 1)
    // Lines of payloads contain values: if values must not be shown, positions are shown instead.
    let listed = folder.run("check", "--diff", "@")
    #expect(
      listed.output == """
        a.json:2:25: JSN001 missing-comma [Basic]
        a.json:12:12: STR008 single-for-array [Basic.code.coding[0]]

        """)
    #expect(listed.errors.contains("--show-values prints them"))
    #expect(folder.run("check", "--diff", "@", isTerminal: true).output == run.output)
    #expect(folder.run("check", "--diff", "@b.json").errors == "apptlint: nothing to fix\n")
    #expect(folder.run("check", "--diff", "@b.json").status == 0)
  }

  /// Many findings are fixed in one run, whatever the limit on the findings of a report.
  @Test func thousandsOfFindingsAreFixed() throws {
    let resource = #"{"resource":{"resourceType":"Patient","name":{"given":"A"}}}"#
    let entries = Array(repeating: resource, count: 3_000).joined(separator: ",\n")
    let folder = try TestFolder(["a.json": #"{"resourceType":"Bundle","type":"collection","entry":[\#(entries)]}"#])
    let words = ["--max-findings", "10", "--fail-on", "never", "--fhir-version", "4.0", "@a.json"]
    #expect(folder.run(["check", "--fix"] + words).errors == "apptlint: fixed 6000 findings in 1 file\n")
    #expect(folder.run(["check", "--diff"] + words).errors == "apptlint: nothing to fix\n")
  }

  @Test func diffKeepsAByteOrderMark() throws {
    let folder = try TestFolder(["a.json": "\u{FEFF}{\"resourceType\": \"Basic\"\n\"code\": {\"text\": \"\u{FEFF}\"}}\n"])
    #expect(
      folder.run("check", "--diff", "--show-values", "@").output == """
        --- a.json
        +++ a.json
        @@ -1,2 +1,2 @@
        -\u{FEFF}{"resourceType": "Basic"
        +\u{FEFF}{"resourceType": "Basic",
         "code": {"text": "\\u{FEFF}"}}

        """)
  }

  /// `patch` needs a tab after a name with a space, and does not change links.
  @Test func diffNamesFilesAsPatchReadsThem() throws {
    let folder = try TestFolder(["s p/a b.json": Payloads.faulty, "in/c.json": Payloads.faulty])
    #expect(
      folder.run("check", "--diff", "--show-values", "@s p").output.hasPrefix("--- s p/a b.json\t\n+++ s p/a b.json\t\n@@ "))
    try folder.link("link.json", to: "in/c.json")
    let linked = folder.run("check", "--diff", "--show-values", "@link.json")
    #expect(linked.output.hasPrefix("--- in/c.json\n+++ in/c.json\n@@ "), "\(linked)")
    let twice = folder.run("check", "--diff", "--show-values", "@link.json", "@in")
    #expect(twice.output == linked.output && twice.errors == linked.errors, "\(twice)")
  }

  /// Lines of NDJSON files and members of archives are parts of files: their fixes are listed, but not applied.
  @Test func partsOfFilesAreNotFixed() throws {
    let lines = Payloads.clean + "\n" + Payloads.faulty.replacing("\n", with: " ") + "\n"
    let archive = "-- x.json --\n\(Payloads.clean)\n-- a.json --\n\(Payloads.faulty)"
    let folder = try TestFolder(["l/a.ndjson": lines, "t/b.txtar": archive, "c/c.ndjson": Payloads.clean + "\n"])
    for (path, position, part) in [
      ("l/a.ndjson", "l/a.ndjson:2:", "lines of NDJSON files"),
      ("t/b.txtar/a.json", "t/b.txtar/a.json:2:31:", "members of text archives"),
    ] {
      let note = "apptlint: 1 finding with a fix in \(path): \(part) are not changed; fix the source of the payload\n"
      for words in [["--diff"], ["--diff", "--show-values"]] {
        let diff = folder.run(["check"] + words + ["@" + path])
        #expect(diff.status == 1 && diff.errors == note, "\(diff)")
        #expect(diff.output.hasPrefix(position) && diff.output.hasSuffix(" JSN001 missing-comma [Basic]\n"), "\(diff)")
      }
      let fix = folder.run("check", "--fix", "--format", "concise", "--fail-on", "never", "@" + path)
      #expect(fix.status == 1 && fix.errors == note && fix.output.contains("JSN001"), "\(fix)")
    }
    #expect(folder.read("l/a.ndjson") == lines && folder.read("t/b.txtar") == archive)
    let clean = folder.run("check", "--diff", "@c")
    #expect(clean.status == 0 && clean.errors == "apptlint: nothing to fix\n", "\(clean)")
  }

  @Test func suppressedAndIgnoredFindingsAreNotFixed() throws {
    let folder = try TestFolder([
      ".apptlint.json": #"{"suppress": [{"rule": "JSN001", "reason": "x"}]}"#, "a.json": Payloads.faulty,
    ])
    #expect(folder.run("check", "--fix", "@").output.contains("1 suppressed") && folder.read("a.json") == Payloads.faulty)
    try folder.write(".apptlint.json", #"{"ignore": ["JSN001"]}"#)
    #expect(folder.run("check", "--fix", "@").status == 0 && folder.read("a.json") == Payloads.faulty)
  }

  @Test func filesAreReplacedAtomically() throws {
    let folder = try TestFolder(["in/a.json": Payloads.faulty, "in/b.json": Payloads.clean])
    try folder.link("link.json", to: "in/a.json")
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path + "/in/a.json")
    let untouched = try manager.attributesOfItem(atPath: folder.path + "/in/b.json")[.systemFileNumber] as? Int
    let run = folder.run("check", "--fix", "@link.json", "@in/b.json")
    #expect(run.status == 0 && run.errors == "apptlint: fixed 1 finding in 1 file\n", "\(run)")
    #expect(try manager.attributesOfItem(atPath: folder.path + "/link.json")[.type] as? FileAttributeType == .typeSymbolicLink)
    #expect(folder.read("in/a.json")?.contains(#""J. Smith"}, "id""#) == true)
    #expect(try manager.attributesOfItem(atPath: folder.path + "/in/a.json")[.posixPermissions] as? Int == 0o640)
    #expect(try manager.attributesOfItem(atPath: folder.path + "/in/b.json")[.systemFileNumber] as? Int == untouched)
    #expect(try manager.contentsOfDirectory(atPath: folder.path + "/in").sorted() == ["a.json", "b.json"])
  }

  @Test func repeatedPathsAreFixedOnce() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty])
    for number in 0..<20 { try folder.link("link\(number).json", to: "a.json") }
    #expect(folder.run("check", "--fix", "--jobs", "8", "@", "@a.json").status == 0)
    #expect(folder.read("a.json")?.contains(#""J. Smith"}, "id""#) == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 21)
  }

  /// Positions in the text of a body are not positions in its file.
  @Test func bodiesOfRecordingsAreNotFixed() throws {
    let text =
      "POST /STU3/Appointment HTTP/1.1\nHost: a.nhs.uk\nContent-Type: application/fhir+json\n\n"
      + #"{"resourceType":"Appointment" "status":"Booked","participant":{"status":"accepted"}}"# + "\n"
    let folder = try TestFolder(["a.http": text])
    let note =
      "apptlint: 3 findings with a fix in a.http: bodies of recorded exchanges are not changed; fix the source of the payload\n"
    for words in [["--fix", "--format", "concise", "--fail-on", "never"], ["--diff"], ["--diff", "--show-values"]] {
      let run = folder.run(["check"] + words + ["@"])
      #expect(run.status == 1 && run.errors == note && run.output.contains("a.http:5:30: "), "\(run)")
      #expect(run.output.contains("JSN001"))
    }
    #expect(folder.read("a.http") == text)
  }

  @Test func invalidUseIsReported() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty])
    #expect(folder.run("check", "--fix", "-").errors.hasPrefix("apptlint: --fix works with files"))
    #expect(folder.run("check", "--diff", "--ndjson-input", "@a.json").errors.hasPrefix("apptlint: --diff works with files"))
    #expect(folder.run("check", "--diff", "--format", "json", "@a.json").status == 2)
    #expect(folder.run("check", "--fix", "--write-baseline", "@b", "@a.json").status == 2)
  }
}
