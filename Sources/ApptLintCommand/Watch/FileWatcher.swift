/// Waits for changes of the files in some folders, in the best way that the system has.
struct FileWatcher: ~Copyable {
  /// How long a change is waited on for others that come with it, in milliseconds: editors write a file in several steps.
  private static let pause: Int32 = 5

  #if os(Linux)
    private var events: FolderEvents?
  #endif
  private var polling: FilePolling?

  /// `polls`: do not even ask the system.
  init(folders: [String], polls: Bool = false) {
    #if os(Linux)
      events = polls ? nil : FolderEvents()
      for folder in folders where events != nil {
        // A system that has no room for one more watch is no use for any.
        if events?.watch(folder) == false { events = nil }
      }
      polling = events == nil ? FilePolling(folders: folders) : nil
    #else
      polling = FilePolling(folders: folders)
    #endif
  }

  /// Waits until something changes, and gives the paths that did; nil where nobody knows which.
  mutating func changes() -> Set<String>? {
    var changed: Set<String> = []
    while true {
      guard let next = next(within: changed.isEmpty ? -1 : Self.pause) else { return nil }
      if next.isEmpty && !changed.isEmpty { return changed }
      changed.formUnion(next)
    }
  }

  private mutating func next(within milliseconds: Int32) -> Set<String>? {
    #if os(Linux)
      if events != nil { return events?.changes(within: milliseconds) ?? nil }
    #endif
    return polling?.changes(within: milliseconds)
  }
}
