import Foundation
import Testing

@testable import ApptLintCommand

/// Information about the whole run in machine-readable formats.
@Suite struct ProgramOutputTests {
  struct SARIF: Decodable {
    struct Text: Decodable { var text: String }
    struct Rule: Decodable { var id: String, fullDescription: Text, help: Text, helpUri: String? }
    struct Driver: Decodable { var rules: [Rule] }
    struct Tool: Decodable { var driver: Driver }
    struct Notification: Decodable { var level: String, message: Text }
    struct Invocation: Decodable {
      var executionSuccessful: Bool, exitCode: Int32, toolExecutionNotifications: [Notification]?
    }
    struct Location: Decodable { var uri: String, uriBaseId: String? }
    struct Artifact: Decodable { var location: Location }
    struct Base: Decodable { var uri: String? }
    struct Run: Decodable {
      var tool: Tool, invocations: [Invocation], artifacts: [Artifact], originalUriBaseIds: [String: Base]
    }
    var runs: [Run]
  }

  static func sarif(_ run: TestRun) throws -> SARIF.Run {
    try #require(try JSONDecoder().decode(SARIF.self, from: Data(run.output.utf8)).runs.first)
  }

  @Test func sarifReportsTheExitStatus() throws {
    let folder = try TestFolder(["faulty.json": Payloads.faulty, "clean.json": Payloads.clean])
    for (paths, status, isSuccessful) in [
      (["@clean.json"], Int32(0), true), (["@"], 1, true), (["@clean.json", "@no.json"], 2, false),
    ] {
      let run = folder.run(["check", "--pack", "none", "--format", "sarif"] + paths)
      let invocation = try #require(try Self.sarif(run).invocations.first)
      #expect(run.status == status && invocation.exitCode == status && invocation.executionSuccessful == isSuccessful)
      let operationalErrors = (invocation.toolExecutionNotifications ?? []).filter { $0.level == "error" }.map(\.message.text)
      #expect(operationalErrors == (isSuccessful ? [] : ["cannot read no.json: No such file or directory"]))
    }
  }

  @Test func sarifDescribesRulesAsTheCatalogueDoes() throws {
    let folder = try TestFolder(["faulty.json": Payloads.faulty])
    let rule = try #require(try Self.sarif(folder.run("check", "--format", "sarif", "@")).tool.driver.rules.first)
    #expect(rule.id == "JSN001" && rule.helpUri == "https://www.rfc-editor.org/rfc/rfc8259")
    #expect(folder.run("explain", "JSN001").output.contains(rule.fullDescription.text))
    #expect(rule.help.text.hasPrefix(rule.fullDescription.text))
  }

  /// Links to pages of FHIR are to the release that the payloads were checked as, of several to the latest.
  @Test(arguments: [(["--fhir-version", "3.0"], "STU3"), (["--fhir-version", "4.0"], "R4"), ([], "R4")])
  func linksAreToTheRelease(_ release: [String], _ path: String) throws {
    let faulty = #"{"resourceType": "Slot", "x": 1, "meta": {"profile": ["#
    let folder = try TestFolder([
      "a.json": #"\#(faulty)"http://hl7.org/fhir/StructureDefinition/Slot|3.0.2"]}}"#,
      "b.json": #"\#(faulty)"http://hl7.org/fhir/StructureDefinition/Slot|4.0.1"]}}"#,
    ])
    let options = release + ["--pack", "none", "--select", "STR004"]
    let rules = try Self.sarif(folder.run(["check", "--format", "sarif"] + options + ["@"])).tool.driver.rules
    #expect(rules.map(\.helpUri) == ["https://hl7.org/fhir/\(path)/formats.html"])
    for (file, path) in [("a", release.isEmpty ? "STU3" : path), ("b", path)] {
      let run = folder.run(["check", "--format", "rdjson"] + options + ["@\(file).json"])
      #expect(run.output.contains("https://hl7.org/fhir/\(path)/formats.html"), "\(run.output)")
    }
  }

  @Test func pathsAreRelativeToTheCheckoutOfTheRun() throws {
    let folder = try TestFolder(["faulty.json": Payloads.faulty])
    // The tests run in the package, which does not contain the folder; the package's parent may contain all temporary files.
    let current = FileManager.default.currentDirectoryPath
    let above = URL(filePath: current).deletingLastPathComponent().path
    for (variables, root) in [
      ([:], current), (["GITHUB_WORKSPACE": above], above), (["CI_PROJECT_DIR": folder.path], current),
      (["GITHUB_WORKSPACE": "", "WORKSPACE": above], above),
    ] {
      let run = try Self.sarif(folder.run(["check", "--format", "sarif", "@"], environment: variables))
      let base = run.originalUriBaseIds["%SRCROOT%"]?.uri
      #expect(base == "file://\(root.hasSuffix("/") ? root : root + "/")")
      let isInside = folder.path.hasPrefix(root.hasSuffix("/") ? root : root + "/")
      #expect(run.artifacts.map(\.location.uriBaseId) == [isInside ? "%SRCROOT%" : nil])
      #expect(run.artifacts[0].location.uri.hasSuffix("faulty.json"))
    }
  }

  @Test func theJobSummaryIsAppendedTo() throws {
    let folder = try TestFolder(["faulty.json": Payloads.faulty, "page.md": "before\n"])
    let environment = ["GITHUB_STEP_SUMMARY": folder.path + "/page.md"]
    _ = folder.run(["check", "--format", "concise", "@"], environment: environment)
    #expect(folder.read("page.md") == "before\n")
    for _ in 0..<2 { #expect(folder.run(["check", "--format", "github", "@"], environment: environment).status == 1) }
    let parts = folder.read("page.md")?.components(separatedBy: "### apptlint: 1 error in 1 payload (0 clean)\n")
    #expect(parts?.count == 3 && parts?.first == "before\n" && parts?[1] == parts?[2])
    let missing = folder.run(
      ["check", "--format", "github", "@"], environment: ["GITHUB_STEP_SUMMARY": folder.path + "/no/page"])
    #expect(
      missing.status == 2
        && missing.errors == "apptlint: cannot write no/page (GITHUB_STEP_SUMMARY): No such file or directory\n")
  }

  @Test func repeatedPathsAreCheckedOnce() throws {
    let folder = try TestFolder(["faulty.json": Payloads.faulty])
    #expect(folder.run("check", "--format", "concise", "@", "@faulty.json", "@../\(folder.name)/faulty.json").findings.count == 1)
  }

  @Test func failingFindingsFailTheirTestCase() throws {
    let folder = try TestFolder(["faulty.json": Payloads.faulty])
    #expect(folder.run("check", "--format", "junit", "@").output.contains("<failure type=\"JSN001\""))
    #expect(folder.run("check", "--fail-on", "never", "--format", "junit", "@").output.contains("<skipped message=\"error: "))
  }
}
