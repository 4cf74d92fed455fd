import Findings
import Foundation
import Synchronization
import Testing

@testable import ApptLintCommand

@Suite(.serialized) struct WatchTests {
  @Test func changedFilesAreCheckedAgain() throws {
    let folder = try TestFolder(["a.json": Payloads.clean, "sub/b.json": Payloads.clean])
    let watch = Watch("--format", "concise", "--quiet", folder.path)
    defer { watch.end(touching: folder) }
    func expect(_ text: String, _ change: () throws -> Void) rethrows {
      try change()
      #expect(watch.waits(for: text), "\(text) in \(watch.output)")
    }
    #expect(watch.waits(forCheckOf: "a.json", in: folder))
    try expect("/a.json:2:31: error: JSN001") { try folder.write("a.json", Payloads.faulty) }
    #expect(!watch.output.contains("b.json"))
    try expect("/sub/b.json:2:31: error: JSN001") {
      // Like an editor: write a temporary file, then rename it.
      try folder.write("sub/.b.tmp", Payloads.faulty)
      try FileManager.default.removeItem(atPath: folder.path + "/sub/b.json")
      try FileManager.default.moveItem(atPath: folder.path + "/sub/.b.tmp", toPath: folder.path + "/sub/b.json")
    }
    try expect("/new/er/c.json:2:31: error: JSN001") { try folder.write("new/er/c.json", Payloads.faulty) }
    try expect("/new/er/d.json:2:31: error: JSN001") { try folder.write("new/er/d.json", Payloads.faulty) }
    try expect("unknown setting 'x'") { try folder.write(".apptlint.json", #"{"x": 1}"#) }
    try expect("/a.json:2:31: warning: JSN001") { try folder.write(".apptlint.json", #"{"severity": {"JSN001": "warning"}}"#) }
  }

  @Test(arguments: ["full", "concise"]) func aCorrectedFileIsReported(format: String) throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "b.json": Payloads.clean])
    let watch = Watch("--format", format, folder.path)
    defer { watch.end(touching: folder) }
    #expect(watch.waits(for: "watching"))
    #expect(!watch.output.contains("no more findings"))
    try folder.write("a.json", Payloads.clean)
    #expect(watch.waits(for: "/a.json: no more findings\n"))
    #expect(!watch.output.contains("/b.json: no more findings"))
  }

  @Test func theSummaryCoversAllFiles() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "b.json": Payloads.clean])
    let watch = Watch(folder.path)
    defer { watch.end(touching: folder) }
    #expect(watch.waits(for: "1 error in 2 payloads (1 clean)\nwatching"))
    try folder.write("b.json", Payloads.faulty)
    #expect(watch.waits(for: "\n2 errors in 2 payloads (0 clean)\n"))
    try folder.remove("a.json")
    #expect(watch.waits(for: "\n1 error in 1 payload (0 clean)\n"))
  }

  @Test(arguments: [true, false]) func watchersReportChanges(polls: Bool) throws {
    let folder = try TestFolder(["a.json": "{}", "b/c.json": "{}"])
    let folders = [folder.path, folder.path + "/b"]
    var watcher = FileWatcher(folders: folders, polls: polls)
    let start = ContinuousClock.now
    try folder.write("b/c.json", "{ }")
    #expect(watcher.changes()?.contains(folder.path + "/b/c.json") == true)
    #expect(ContinuousClock.now - start < .seconds(2))
    try folder.remove("a.json")
    #expect(watcher.changes()?.contains(folder.path + "/a.json") == true)
    try folder.write("d.json", "{}")
    #expect(watcher.changes()?.contains(folder.path + "/d.json") == true)
  }

  @Test(arguments: [
    (["--format", "json"], "--watch requires the format full or concise on standard output"),
    (["--statistics"], "--watch requires the format"), (["--fix"], "--watch cannot be combined with --fix"),
    (["-"], "--watch works with files"), (["--max-warnings", "3"], "--watch cannot be combined with --max-warnings"),
  ]) func invalidUseIsReported(words: [String], sentence: String) throws {
    let run = try TestFolder().run(["check", "--watch"] + words)
    #expect(run.errors.hasPrefix("apptlint: " + sentence) && run.status == 2)
  }
}

/// A watch on a separate thread.
private final class Watch: Sendable {
  private let sink = ClosableSink()

  init(_ words: String...) {
    let sink = sink
    let thread = Thread {
      _ = ApptLintCommand.run(
        arguments: ["check", "--watch"] + words, environment: [:],
        console: Console(input: MemorySource(""), output: sink, errors: sink))
    }
    thread.start()
  }

  var output: String { sink.text }

  func waits(for text: String) -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
      if sink.text.contains(text) { return true }
      Thread.sleep(forTimeInterval: 0.002)
    }
    return false
  }

  /// Changes a file until the watch reports it.
  func waits(forCheckOf name: String, in folder: TestFolder) -> Bool {
    for _ in 0..<200 {
      try? folder.write(name, Payloads.faulty)
      Thread.sleep(forTimeInterval: 0.05)
      if sink.text.contains(name) {
        try? folder.write(name, Payloads.clean)
        Thread.sleep(forTimeInterval: 0.1)
        sink.clear()
        return true
      }
    }
    return false
  }

  /// Ends the watch by closing its output, which the watch notices at the next write.
  func end(touching folder: TestFolder) {
    sink.close()
    try? folder.write("last.json", Payloads.faulty)
  }
}

private final class ClosableSink: ByteSink {
  let isTerminal = false
  private let state = Guarded<(bytes: [UInt8], isClosed: Bool)>(([], false))

  func write(_ bytes: [UInt8]) throws(OutputError) {
    let isClosed = state.withLock { state in
      state.bytes += bytes
      return state.isClosed
    }
    if isClosed { throw .closed }
  }

  func close() { state.withLock { $0.isClosed = true } }
  func clear() { state.withLock { $0.bytes = [] } }
  var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }
}
