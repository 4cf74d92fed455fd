/// Waits for changes to the files in the given folders, by polling if the system provides no notifications.
struct FileWatcher: ~Copyable {
  /// How long to wait for further changes after a change, in milliseconds: editors write a file in several steps.
  private static let pause: Int32 = 5

  #if os(Linux)
    private var events: FolderEvents?
  #endif
  private var polling: FilePolling?

  /// If `polls`, polling is used even if notifications are available.
  init(folders: [String], polls: Bool = false) {
    #if os(Linux)
      events = polls ? nil : FolderEvents()
      for folder in folders where events != nil {
        // If the system's limit on watches is reached, all folders are polled.
        if events?.watch(folder) == false { events = nil }
      }
      polling = events == nil ? FilePolling(folders: folders) : nil
    #else
      polling = FilePolling(folders: folders)
    #endif
  }

  /// Waits until something changes, and returns the changed paths; nil if they are unknown.
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
