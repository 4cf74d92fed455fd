// Change notifications on Linux; elsewhere, and if they are unavailable, `FilePolling` is used.
#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// Detects changes to the files in the watched folders with inotify.
  struct FolderEvents: ~Copyable {
    private let descriptor: Int32
    private var folders: [Int32: String] = [:]
    /// Files written and closed, moved or deleted, and folders created.
    private static let mask = UInt32(
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF)

    /// nil if inotify is unavailable.
    init?() {
      descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
      if descriptor < 0 { return nil }
    }

    deinit { Platform.closeDescriptor(descriptor) }

    /// Watches another folder, and returns whether that succeeded. A missing folder is not a failure.
    mutating func watch(_ folder: String) -> Bool {
      // Safe: the path is zero-terminated.
      let number = unsafe inotify_add_watch(descriptor, folder, Self.mask)
      if number >= 0 { folders[number] = folder }
      return number >= 0 || SystemError.last.isMissing
    }

    /// Waits for changes for at most the given number of milliseconds, or indefinitely if the number is negative. Returns the
    /// paths that changed; nil if there were more changes than the system could queue.
    mutating func changes(within milliseconds: Int32) -> Set<String>? {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // Safe: the only request outlives the call.
      guard unsafe poll(&request, 1, milliseconds) > 0, let bytes = try? Platform.readAvailable(descriptor, count: 1 << 16) else {
        return []
      }
      var paths: Set<String> = []
      var rest = bytes[...]
      // An event: the folder's number, the mask, a cookie and the length of the name that follows, 4 bytes each.
      while rest.count >= 16 {
        let mask = Self.number(rest.dropFirst(4))
        let length = Int(Self.number(rest.dropFirst(12)))
        let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
        if mask & UInt32(IN_Q_OVERFLOW) != 0 { return nil }
        let folder = folders[Int32(bitPattern: Self.number(rest))]
        // A newly created file is reported again when it is closed.
        let isNewFile = mask & UInt32(IN_CREATE) != 0 && mask & UInt32(IN_ISDIR) == 0
        if let folder, !isNewFile { paths.insert(Paths.join(folder, String(decoding: name, as: UTF8.self))) }
        rest = rest.dropFirst(16 + length)
      }
      return paths
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
      let four = bytes.prefix(4).enumerated().reduce(0 as UInt32) { $0 | UInt32($1.element) << UInt32($1.offset * 8) }
      return UInt32(littleEndian: four.littleEndian)
    }
  }
#endif
