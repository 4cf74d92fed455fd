import Foundation
import Testing

@testable import ApptLintCommand

@Suite struct CoverageCommandTests {
  /// An external pack, with a row for each way that fixtures can exercise a requirement.
  private static func folder() throws -> TestFolder {
    func row(_ code: String, _ rest: String) -> String {
      #"{ "code": "\#(code)", "name": "rule-\#(code.lowercased())", "keyword": "MUST", "requirement": "\#(code) <rule>.", \#(rest) }"#
    }
    let rows = [
      row("HSE001", #""at": "Slot.comment", "check": { "absent": {} }"#),
      row("HSE002", #""at": "Slot.status", "check": { "fixed": { "value": "free" } }"#),
      row("HSE003", #""at": "Slot.status", "required": true, "check": { "oneOf": { "values": ["free", "busy"] } }"#),
      row("HSE004", #""at": "Slot.specialty", "check": { "count": { "max": 1 } }"#),
      row("HSE005", #""at": "Slot.schedule.reference", "check": { "trimmed": {} }"#),
      row("HSE006", #""unchecked": "It depends on data.""#),
      row("HSE007", #""parts": [ { "at": "Slot.overbooked", "check": { "present": {} } }, { "unchecked": "The rest." } ]"#),
    ].joined(separator: ",\n")
    let patients = row("HSE008", #""at": "Patient.name", "check": { "present": {} }"#)
    func table(_ resource: String, _ rows: String) -> String {
      #"{ "table": { "title": "\#(resource)s", "source": { "document": "House", "section": "2" }, "applies": { "resource": "\#(resource)" } }, "rules": [ \#(rows) ] }"#
    }
    return try TestFolder([
      "house/pack.json":
        #"{ "id": "house", "title": "House & home", "release": "3.0", "tables": ["slots.json", "patients.json"] }"#,
      "house/slots.json": table("Slot", rows), "house/patients.json": table("Patient", patients),
      "in/.apptlint.json": #"{ "packs": ["../house"], "ignore": ["HSE001"], "suppress": [{"rule": "HSE002", "reason": "x"}] }"#,
      "in/1.json": #"{ "resourceType": "Slot", "status": "free" }"#,
      "in/2.json": #"{ "resourceType": "Slot", "status": "busy", "comment": "x" }"#,
      "in/3.xml": #"<Slot xmlns="http://hl7.org/fhir"><comment value="y"/></Slot>"#,
    ])
  }

  @Test func eachRequirementHasItsState() throws {
    let run = try Self.folder().run("coverage", "@in")
    #expect(run.status == 0 && run.errors == "")
    #expect(
      run.output.hasPrefix(
        """
        house: House & home (FHIR STU3)
        8 requirements, 3 fixtures: 1 passed, 1 violated, 3 passed and violated, 2 not exercised, 1 not checked

        code    state                passed  violated  requirement
        HSE001  passed and violated       1         2  HSE001 <rule>.
        HSE002  passed and violated       1         1  HSE002 <rule>.
        HSE003  passed and violated       2         1  HSE003 <rule>.
        HSE004  passed                    3         0  HSE004 <rule>.
        HSE005  not exercised             0         0  HSE005 <rule>.
        HSE006  not checked               -         -  HSE006 <rule>.
                                                       It depends on data.
        HSE007  violated                  0         3  HSE007 <rule>.
                                                       partly not checked: The rest.
        HSE008  not exercised             0         0  HSE008 <rule>.

        JSON, XML and FHIR itself

        """), "\(run.output)")
    #expect(run.output.hasSuffix("\n3 fixtures exercise 5 of the 7 requirements that are checked automatically\n"))
  }

  @Test func theJSONListsTheFixtures() throws {
    let folder = try Self.folder()
    let run = folder.run("coverage", "--format", "json", "@in")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let pack = try #require((root["packs"] as? [[String: Any]])?.first)
    #expect(pack["id"] as? String == "house" && (pack["counts"] as? [String: Int])?["not exercised"] == 2)
    let rule = try #require((pack["requirements"] as? [[String: Any]])?.first { $0["code"] as? String == "HSE003" })
    #expect(rule["passedBy"] as? [String] == ["in/1.json", "in/2.json"] && rule["violatedBy"] as? [String] == ["in/3.xml"])
    #expect(rule["state"] as? String == "passed and violated" && rule["clause"] as? String == "House: 2")
    let families = try #require(root["families"] as? [[String: Any]])
    #expect(families.contains { $0["family"] as? String == "STR" && ($0["findings"] as? Int ?? 0) > 0 })
    #expect(!families.contains { $0["family"] as? String == "CFG" })
  }

  @Test func thePageIsSelfContained() throws {
    let folder = try Self.folder()
    let run = folder.run("coverage", "--format", "html", "--output", "@page.html", "@in")
    let page = try #require(folder.read("page.html"))
    #expect(run.output == "" && run.status == 0 && page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(page.contains("HSE001 &lt;rule&gt;.") && page.contains("House &amp; home"))
    #expect(page.contains("prefers-color-scheme: dark") && page.contains("@media print"))
    for outside in ["<script", "<link", "<img", "http", "url(", "@import"] { #expect(!page.contains(outside), "\(outside)") }
    #expect(page.split(separator: "<details>").count - 1 == page.split(separator: "</details>").count - 1)
  }

  @Test func theOutputIsTheSameForAnyNumberOfJobs() throws {
    let folder = try Self.folder()
    for number in 10..<80 { try folder.write("in/\(number).json", #"{ "resourceType": "Slot", "status": "\#(number % 3)" }"#) }
    for format in ["full", "json", "html"] {
      let outputs = ["1", "2", "4", "8"].map { folder.run("coverage", "--format", format, "--jobs", $0, "@in").output }
      #expect(Set(outputs).count == 1 && outputs[0].contains("73"))
    }
  }

  @Test func unreadableFilesAreReported() throws {
    let folder = try Self.folder()
    try folder.write("in/.apptlint.json", #"{ "limits": { "size": 45 } }"#)
    let run = folder.run("coverage", "@in")
    #expect(run.status == 2 && run.errors.hasPrefix("apptlint: cannot read in/2.json: it exceeds the size limit of 45 bytes\n"))
    #expect(folder.run("coverage").errors == "apptlint: coverage takes at least one folder: apptlint coverage fixtures\n")
  }
}
