import ApptLintCommand
import Glibc
import Synchronization

/// Runs a command line in a folder with settings, a baseline and an ignore file.
enum CommandTrial {
  private static let folder: String = {
    let folder = "/tmp/apptlint-fuzz-\(getpid())"
    for path in [folder, folder + "/a", folder + "/base", folder + "/.git"] { unsafe _ = mkdir(path, 0o755) }
    atexit { CommandTrial.removeFolder() }
    return folder
  }()

  private static let names = [".apptlint.json", "base/.apptlint.json", "baseline.json", ".gitignore", "a/p.json", "b.xml"]

  static func run(_ bytes: [UInt8]) {
    var feed = ByteFeed(bytes)
    write(".apptlint.json", SettingsGenerator.settings(&feed))
    write("base/.apptlint.json", SettingsGenerator.settings(&feed))
    write("baseline.json", SettingsGenerator.baseline(&feed))
    write(".gitignore", SettingsGenerator.ignoreFile(&feed))
    write("a/p.json", Array(#"{"resourceType":"Appointment","status":"arrived ","start":"2026-03-09"}"#.utf8))
    write("b.xml", Array(#"<Appointment xmlns="http://hl7.org/fhir"><status value="booked"/></Appointment>"#.utf8))
    let sink = CountingSink()
    let console = Console(input: EmptySource(), output: sink, errors: sink)
    let status = ApptLintCommand.run(
      arguments: SettingsGenerator.arguments(folder: folder, &feed), environment: ["NO_COLOR": "1"], console: console)
    if !(0...2).contains(status) { fatalError("exit status \(status)") }
    if status == 2, sink.count.load(ordering: .relaxed) == 0 { fatalError("exit status 2 without an error message") }
  }

  private static func write(_ name: String, _ bytes: [UInt8]) {
    guard let file = unsafe fopen(folder + "/" + name, "wb") else { return }
    unsafe _ = fwrite(bytes, 1, bytes.count, file)
    unsafe _ = fclose(file)
  }

  private static func removeFolder() {
    for name in names { unsafe _ = unlink(folder + "/" + name) }
    for name in ["/a", "/base", "/.git", ""] { unsafe _ = rmdir(folder + name) }
  }

  private struct EmptySource: ByteSource {
    func read(upTo count: Int) -> [UInt8] { [] }
  }

  private final class CountingSink: ByteSink {
    let count = Atomic(0)
    let isTerminal = false

    func write(_ bytes: [UInt8]) { count.wrappingAdd(bytes.count, ordering: .relaxed) }
  }
}
