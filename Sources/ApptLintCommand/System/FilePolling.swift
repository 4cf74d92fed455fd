/// Detects changes to the files in the given folders by polling.
struct FilePolling {
  private let folders: [String]
  private var stamps: [String: Platform.Stamp]

  init(folders: [String]) {
    self.folders = folders
    stamps = Self.stamps(folders)
  }

  /// Waits for changes for at most the given number of milliseconds, or indefinitely if the number is negative.
  mutating func changes(within milliseconds: Int32) -> Set<String> {
    let start = Platform.milliseconds
    while true {
      let before = Platform.milliseconds
      let now = Self.stamps(folders)
      var changed = Set(now.filter { stamps[$0.key] != $0.value }.keys)
      changed.formUnion(stamps.keys.filter { now[$0] == nil })
      stamps = now
      let cost = Platform.milliseconds - before
      if !changed.isEmpty || milliseconds >= 0 && Platform.milliseconds - start >= Int(milliseconds) { return changed }
      // Polling takes only a fraction of the time, however many files there are.
      Platform.sleep(milliseconds: max(20, cost * 5))
    }
  }

  private static func stamps(_ folders: [String]) -> [String: Platform.Stamp] {
    var stamps: [String: Platform.Stamp] = [:]
    for folder in folders {
      for case let name? in (try? Platform.names(inFolder: folder)) ?? [] {
        let path = Paths.join(folder, name)
        stamps[path] = Platform.stamp(of: path)
      }
    }
    return stamps
  }
}
