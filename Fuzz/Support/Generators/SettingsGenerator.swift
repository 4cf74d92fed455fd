/// User input: settings files, baselines, ignore files and command lines.
enum SettingsGenerator {
  private static let globs = [
    "**", "*", "a/**/*.json", "{a,b}/*.{json,xml}", "[a-z]*", "[!a]*", "[[:alpha:]]*", "[", "[]", "{", "}", "{a,{b,c}}", "\\",
    "\\*",
    "!a", "/a", "a/", "//", "?", "***", "**/**/**/**/x", "{,}", "[z-a]", "[a-\u{10FFFF}]",
  ]

  private static let rules = ["LNT", "LNT001", "BKL003", "app-2", "INV", "nothing", "", "trailing-blank", "STR", "*"]

  static func glob(_ feed: inout ByteFeed) -> String {
    switch feed.number(below: 4) {
    case 0: HostileValues.long(feed.text(["{a,b}", "*a", "**/", "[ab]", "{", "?", "{a,", "\\"]), &feed)
    case 1: feed.text(globs) + feed.text(globs)
    default: feed.text(globs)
    }
  }

  /// A `.apptlint.json`.
  static func settings(_ feed: inout ByteFeed) -> [UInt8] {
    var members: [Sample.Member] = []
    for _ in 0..<feed.number(below: 6) { members.append(setting(&feed)) }
    return written(.object(members), &feed)
  }

  private static func setting(_ feed: inout ByteFeed) -> Sample.Member {
    switch feed.number(below: 12) {
    case 0:
      return .init(
        "packs", feed.pick([.list([.string("nhs-booking")]), .string("none"), .list([.string("./pack")])], else: .list([])))
    case 1: return .init("fhirVersion", .string(feed.text(["3.0", "4.0", "5.0", "4.0.1"])))
    case 2: return .init("interaction", .string(feed.text(["book", "cancel", "x"])))
    case 3: return .init("select", .list([.string(feed.text(rules)), .string(feed.text(rules))]))
    case 4: return .init("ignore", .list([.string(feed.text(rules))]))
    case 5: return .init("severity", .object([.init(feed.text(rules), .string(feed.text(["error", "information", "fatal"])))]))
    case 6: return .init("failOn", .string(feed.text(["warning", "never", "x"])))
    case 7:
      let limits = ["depth", "size", "findings"].map {
        Sample.Member($0, .bare(feed.text(["100", "1"] + HostileValues.integers)))
      }
      return .init("limits", .object(limits))
    case 8:
      return .init("extends", .string(feed.text(["base/.apptlint.json", ".apptlint.json", "../nothing.json", "/dev/null", "."])))
    case 9: return .init("profiles", .list([.string(HostileValues.address(&feed))]))
    case 10: return .init(feed.text(["mustSupport", "unknown", ""]), .bare("true"))
    default:
      var items: [Sample] = []
      for _ in 0..<[0, 1, 3, 40][feed.number(below: 4)] { items.append(suppression(&feed)) }
      return .init("suppress", .list(items))
    }
  }

  private static func suppression(_ feed: inout ByteFeed) -> Sample {
    var members: [Sample.Member] = [.init("rule", .string(feed.text(rules))), .init("reason", .string("Because."))]
    if feed.number(below: 2) == 0 { members.append(.init("files", .string(glob(&feed)))) }
    if feed.number(below: 2) == 0 {
      members.append(
        .init(
          "element", .string(feed.text(["Appointment.contained[*].name", "*", "Appointment[99999999999999999999]", "[", ".."]))))
    }
    if feed.number(below: 3) == 0 { members.append(.init("expires", .string(HostileValues.moment(&feed)))) }
    return .object(members)
  }

  /// A baseline.
  static func baseline(_ feed: inout ByteFeed) -> [UInt8] {
    var entries: [Sample] = []
    for _ in 0..<[0, 1, 4, 50][feed.number(below: 4)] {
      entries.append(
        .object([
          .init("file", .string(feed.text(["a/p.json", "b.xml", "../x", ""]))), .init("rule", .string(feed.text(rules))),
          .init("element", .string("Appointment.status")), .init("count", .bare(feed.text(["1"] + HostileValues.integers))),
        ]))
    }
    return written(.object([.init("version", .bare(feed.text(["1", "1", "2"]))), .init("findings", .list(entries))]), &feed)
  }

  /// A `.gitignore`.
  static func ignoreFile(_ feed: inout ByteFeed) -> [UInt8] {
    var lines: [String] = []
    for _ in 0..<feed.number(below: 5) { lines.append(feed.text(["", "!", "#"]) + glob(&feed)) }
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// A command line for a folder with a baseline in it.
  static func arguments(folder: String, _ feed: inout ByteFeed) -> [String] {
    var words = [feed.text(["check", "check", "check", "check", "check", "check", "check", "verify", "coverage"])]
    for _ in 0..<feed.number(below: 5) {
      switch feed.number(below: 9) {
      case 0: words += ["--select", feed.text(rules) + "," + feed.text(rules)]
      case 1:
        words += [feed.text(["--max-depth", "--max-findings", "--max-warnings", "--jobs"]), feed.text(HostileValues.integers)]
      case 2: words += ["--max-size", feed.text(HostileValues.integers) + feed.text(["", "K", "M", "G", "T"])]
      case 3: words += ["--baseline", folder + "/baseline.json"]
      case 4: words += ["--format", feed.text(["full", "concise", "json", "sarif", "html", "junit", "x"])]
      case 5: words += ["--severity", feed.text(rules) + feed.text(["=error", "=", ""])]
      case 6: words += [feed.text(["--diff", "--statistics", "--quiet", "--ndjson-input", "--show-values", "--must-support"])]
      case 7: words += ["--fail-on", feed.text(["never", "warning", "x"])]
      default: words += ["--against", folder + "/b.xml"]
      }
    }
    return words + [feed.number(below: 2) == 0 ? folder : folder + "/" + glob(&feed)]
  }

  private static func written(_ sample: Sample, _ feed: inout ByteFeed) -> [UInt8] {
    var bytes = Array(sample.json.utf8)
    if feed.chance(oneIn: 10) { feed.corrupt(&bytes) }
    return bytes
  }
}
