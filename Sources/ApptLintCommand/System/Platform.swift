// Calls to the operating system. Apart from this file only Threads.swift and FolderEvents.swift import its C library.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An error of the operating system.
package struct SystemError: Error {
  let number: Int32

  /// A description such as `No such file or directory`.
  package var text: String {
    switch number {
    case Self.outside.number: return "it is outside the paths that the server was started with"
    case Self.notAFile.number: return "not a file"
    default: break
    }
    // Safe: the C library returns a zero-terminated text that it owns.
    return unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
  }

  /// A path that `FileAccess` does not allow.
  static let outside = SystemError(number: -1)
  /// A pipe or device where only a file or folder is allowed.
  static let notAFile = SystemError(number: -2)

  package static var last: SystemError { SystemError(number: errno) }
  var isClosedPipe: Bool { number == EPIPE }
  var isTaken: Bool { number == EEXIST }
  var isMissing: Bool { number == ENOENT || number == ENOTDIR }
  var isForbidden: Bool { number == EACCES || number == EPERM || number == EROFS }
}

package enum Platform {
  enum FileKind {
    case regular
    case folder
    case other
  }

  static let standardInput: Int32 = STDIN_FILENO
  package static let standardOutput: Int32 = STDOUT_FILENO
  package static let standardError: Int32 = STDERR_FILENO

  // MARK: Files

  // If `FileAccess` limits which files may be read, the functions that read a path throw an error for other files.

  /// The kind of file at a path; links are followed on request.
  static func kind(of path: String, followingLinks: Bool = true) throws(SystemError) -> FileKind {
    guard let access = FileAccess.current else { return try unlimitedKind(of: path, followingLinks: followingLinks) }
    return try unlimitedKind(of: access.resolve(path, followingLinks: followingLinks), followingLinks: false)
  }

  private static func unlimitedKind(of path: String, followingLinks: Bool) throws(SystemError) -> FileKind {
    var info = stat()
    // Safe: the path is zero-terminated, and `info` receives the result.
    let result = unsafe followingLinks ? stat(path, &info) : lstat(path, &info)
    guard result == 0 else { throw .last }
    return kind(info)
  }

  /// Throws unless a path, with links already resolved, is a folder.
  static func requireFolder(_ path: String) throws(SystemError) {
    guard try unlimitedKind(of: path, followingLinks: false) == .folder else { throw SystemError(number: ENOTDIR) }
  }

  private static func kind(_ info: stat) -> FileKind {
    switch info.st_mode & S_IFMT {
    case S_IFREG: .regular
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// Whether a descriptor is a pipe or a file, not a terminal, a device such as /dev/null, or closed.
  static func hasContent(_ descriptor: Int32) -> Bool {
    var info = stat()
    // Safe: `info` receives the result.
    guard unsafe fstat(descriptor, &info) == 0 else { return false }
    return [S_IFIFO, S_IFREG].contains(info.st_mode & S_IFMT)
  }

  static func openForReading(_ path: String) throws(SystemError) -> Int32 {
    guard let access = FileAccess.current else {
      // Safe: the path is zero-terminated.
      let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .last }
      return descriptor
    }
    let path = try access.resolve(path)
    // Opening a pipe or device could block, or have an effect.
    guard try unlimitedKind(of: path, followingLinks: false) != .other else { throw .notAFile }
    // Safe: the path is zero-terminated.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last }
    guard let status = try? status(of: descriptor), status.kind != .other else {
      closeDescriptor(descriptor)
      throw .notAFile
    }
    return descriptor
  }

  /// Opens a file for writing, and creates it if missing. Writing starts at the end if `appending`; otherwise at the start, in a
  /// truncated file if `emptied`. Throws if `FileAccess` limits reading: nothing may be written then.
  static func openForWriting(_ path: String, appending: Bool = false, emptied: Bool = true) throws(SystemError) -> Int32 {
    guard FileAccess.current == nil else { throw SystemError(number: EACCES) }
    let mode = appending ? O_APPEND : emptied ? O_TRUNC : 0
    // Safe: the path is zero-terminated.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | mode | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// Creates a file for writing; throws if it exists.
  static func createFile(_ path: String) throws(SystemError) -> Int32 {
    guard FileAccess.current == nil else { throw SystemError(number: EACCES) }
    // Safe: the path is zero-terminated.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  package static func closeDescriptor(_ descriptor: Int32) {
    _ = close(descriptor)
  }

  /// The kind of an open file, and its length in bytes.
  static func status(of descriptor: Int32) throws(SystemError) -> (kind: FileKind, count: Int) {
    var info = stat()
    // Safe: `info` receives the result.
    guard unsafe fstat(descriptor, &info) == 0 else { throw .last }
    return (kind(info), Int(info.st_size))
  }

  /// Reads until there are `count` bytes or the file ends; the array has room for `spare` more bytes.
  static func readBytes(_ descriptor: Int32, count: Int, spare: Int = 0) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    // The capacity is at least 1: with 0, the count would be written to the storage of the empty array, which all threads share.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: max(count + spare, 1)) { buffer, filled in
      // Safe: at most `count` bytes are read into a buffer of at least as many, and `filled` is the number of bytes read.
      guard let start = buffer.baseAddress else { return }
      while filled < count {
        let result = unsafe read(descriptor, start + filled, count - filled)
        if result > 0 {
          filled += result
        } else if result == 0 {
          return
        } else if errno != EINTR {
          failure = .last
          return
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Reads the available bytes, at most `count`, and returns `start` with these appended; at the end, only `start`.
  static func readAvailable(_ descriptor: Int32, count: Int, after start: [UInt8] = []) throws(SystemError) -> [UInt8] {
    while true {
      var result = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: start.count + count) { buffer, filled in
        // Safe: the buffer has room for `start` and `count` more bytes, and no more are read.
        _ = unsafe buffer.initialize(fromContentsOf: start)
        result = unsafe read(descriptor, buffer.baseAddress.map { unsafe $0 + start.count }, count)
        filled = start.count + max(0, result)
      }
      if result >= 0 { return bytes }
      if errno != EINTR { throw .last }
    }
  }

  /// Whether reading would return at once, because bytes are available or the input has ended.
  static func isReady(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // Safe: the only request outlives the call.
    return unsafe poll(&request, 1, 0) > 0
  }

  /// The offset of the first line feed at or after an offset; nil if there is none.
  static func firstLineFeed(in bytes: [UInt8], from start: Int) -> Int? {
    unsafe bytes.withUnsafeBytes { buffer in
      guard start < buffer.count, let base = buffer.baseAddress else { return nil }
      // Safe: only the bytes from `start` to the end of the buffer are read.
      guard let found = unsafe memchr(base + start, 0x0A, buffer.count - start) else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  package static func writeBytes(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var failure: SystemError?
    unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        // Safe: only the bytes from `done` to the end of the buffer are read.
        let result = unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
        if result >= 0 {
          done += result
        } else if errno != EINTR {
          failure = .last
          return
        }
      }
    }
    if let failure { throw failure }
  }

  /// The path with all links resolved; nil if it does not exist.
  static func realPath(of path: String) -> String? {
    // Safe: without a buffer `realpath` allocates the text, which is copied and freed here.
    guard let text = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  /// The path stored in a link; nil if `path` is not a link.
  static func linkText(of path: String) -> String? {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    // Safe: the system writes no more than the given length, which leaves the zero at the end in place.
    guard unsafe readlink(path, &text, text.count - 1) > 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The open descriptor that a system path denotes: `/dev/stdout` is 1.
  static func descriptor(named path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return standardOutput
    case "/dev/stderr": return standardError
    default: break
    }
    let folder = ["/dev/fd/", "/proc/self/fd/"].first { path.hasPrefix($0) }
    guard let number = folder.flatMap({ Int32(path.dropFirst($0.count)) }), fcntl(number, F_GETFD) >= 0 else { return nil }
    return number
  }

  /// Gives an open file the permission bits and, if the system allows it, the owner of the file at a path.
  static func copyOwnerAndPermissions(of path: String, to descriptor: Int32) throws(SystemError) {
    var info = stat()
    // Safe: the path is zero-terminated, and `info` receives the result.
    guard unsafe stat(path, &info) == 0 else { throw .last }
    _ = fchown(descriptor, info.st_uid, info.st_gid)
    guard fchmod(descriptor, info.st_mode & 0o7777) == 0 else { throw .last }
  }

  /// Renames a file, replacing any file at the new path.
  static func move(_ path: String, to newPath: String) throws(SystemError) {
    // Safe: both are zero-terminated.
    guard unsafe rename(path, newPath) == 0 else { throw .last }
  }

  /// File attributes that differ when a file has changed.
  struct Stamp: Hashable, Sendable {
    var file: UInt64
    var size: Int64
    var seconds: Int64
    var nanoseconds: Int64
  }

  /// The stamp of the file at a path; nil if it does not exist.
  static func stamp(of path: String) -> Stamp? {
    var info = stat()
    // Safe: the path is zero-terminated, and `info` receives the result.
    guard unsafe stat(path, &info) == 0 else { return nil }
    #if canImport(Darwin)
      let time = info.st_mtimespec
    #else
      let time = info.st_mtim
    #endif
    return Stamp(
      file: UInt64(info.st_ino), size: Int64(info.st_size), seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
  }

  static func remove(_ path: String) {
    // Safe: the path is zero-terminated.
    _ = unsafe unlink(path)
  }

  /// The names in a folder, unordered, without `.` and `..`. A name that is not UTF-8 is nil.
  static func names(inFolder path: String) throws(SystemError) -> [String?] {
    // Safe: the stream is used only while open, an entry only until the next is read, and an
    // entry's name is zero-terminated.
    let path = try FileAccess.current?.resolve(path) ?? path
    guard let stream = unsafe opendir(path) else { throw .last }
    defer { unsafe closedir(stream) }
    var names: [String?] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
        unsafe String(validatingCString: UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  // MARK: The process

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The current folder.
  static var currentFolder: String {
    // Safe: without a buffer `getcwd` allocates the text, which is copied and freed here.
    guard let text = unsafe getcwd(nil, 0) else { return "/" }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  /// The name of this machine; empty if it has none.
  static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    // Safe: the system writes no more than the given length, which leaves the zero at the end in place.
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func environmentVariable(_ name: String) -> String? {
    // Safe: nothing in this program changes the environment, and the text is copied.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  static var processID: Int32 { getpid() }

  /// Seconds since 1970.
  static var now: Int64 { Int64(time(nil)) }

  /// Milliseconds on a monotonic clock.
  static var milliseconds: Int {
    var time = timespec()
    // Safe: `time` receives the result.
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000
  }

  package static func sleep(milliseconds: Int) {
    _ = usleep(useconds_t(milliseconds * 1_000))
  }

  package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Makes writing to a closed pipe an error instead of ending the process.
  package static func ignoreClosedPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  package static func exitProcess(_ status: Int32) -> Never { exit(status) }
}
