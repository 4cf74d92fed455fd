// All that is asked of the operating system, and the only file that imports its C library.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the operating system answered in place of doing what it was asked.
struct SystemError: Error {
  let number: Int32

  /// A clause such as `No such file or directory`.
  var words: String {
    // Safe: the C library gives a text of its own that ends with a zero.
    unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
  }

  static var last: SystemError { SystemError(number: errno) }
  var isClosedPipe: Bool { number == EPIPE }
  var isMissing: Bool { number == ENOENT || number == ENOTDIR }
}

enum Platform {
  enum FileKind {
    case regular
    case folder
    case other
  }

  static let standardInput: Int32 = STDIN_FILENO
  static let standardOutput: Int32 = STDOUT_FILENO
  static let standardError: Int32 = STDERR_FILENO

  // MARK: Files

  /// What a path leads to; links are followed if asked.
  static func kind(of path: String, followingLinks: Bool = true) throws(SystemError) -> FileKind {
    var info = stat()
    // Safe: the path is a string that ends with a zero, and `info` is there to be filled.
    let result = unsafe followingLinks ? stat(path, &info) : lstat(path, &info)
    guard result == 0 else { throw .last }
    return kind(info)
  }

  private static func kind(_ info: stat) -> FileKind {
    switch info.st_mode & S_IFMT {
    case S_IFREG: .regular
    case S_IFDIR: .folder
    default: .other
    }
  }

  static func openForReading(_ path: String) throws(SystemError) -> Int32 {
    // Safe: the path is a string that ends with a zero.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// Opens a file that is made where it is missing, for writing: emptied, or at its end.
  static func openForWriting(_ path: String, appending: Bool = false) throws(SystemError) -> Int32 {
    // Safe: as above.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | (appending ? O_APPEND : O_TRUNC) | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  static func closeDescriptor(_ descriptor: Int32) {
    _ = close(descriptor)
  }

  /// The kind of an open file, and its length in bytes.
  static func status(of descriptor: Int32) throws(SystemError) -> (kind: FileKind, count: Int) {
    var info = stat()
    // Safe: `info` is there to be filled.
    guard unsafe fstat(descriptor, &info) == 0 else { throw .last }
    return (kind(info), Int(info.st_size))
  }

  /// Reads until `count` bytes are there or the file ends; the array has room for `spare` bytes more.
  static func readBytes(_ descriptor: Int32, count: Int, spare: Int = 0) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count + spare) { buffer, filled in
      // Safe: at most `count` bytes are read into a buffer of at least as many, and `filled` counts those read.
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

  /// Reads what there is, at most `count` bytes; none at the end.
  static func readSome(_ descriptor: Int32, count: Int) throws(SystemError) -> [UInt8] {
    while true {
      var result = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        // Safe: at most `count` bytes are read into a buffer of at least as many.
        result = unsafe read(descriptor, buffer.baseAddress, count)
        filled = max(0, result)
      }
      if result >= 0 { return bytes }
      if errno != EINTR { throw .last }
    }
  }

  static func writeBytes(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var failure: SystemError?
    unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        // Safe: the bytes from `done` to the end of the buffer are there.
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

  /// The names in a folder, in no order; `.` and `..` are left out. A name that is not UTF-8 is given as nil.
  static func names(inFolder path: String) throws(SystemError) -> [String?] {
    // Safe: the stream is used only between opening and closing, an entry only until the next is read, and an
    // entry's name ends with a zero.
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

  /// The folder that relative paths begin in.
  static var currentFolder: String {
    // Safe: without a buffer `getcwd` allocates the text, which is copied and freed here.
    guard let text = unsafe getcwd(nil, 0) else { return "/" }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  static func environmentVariable(_ name: String) -> String? {
    // Safe: nothing in this program changes the environment, and the text is copied.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Makes writing to a closed pipe an error in place of the end of the process.
  static func ignoreClosedPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  static func exitProcess(_ status: Int32) -> Never { exit(status) }

  // MARK: Threads

  /// Runs a closure on this thread and on `count - 1` others, and returns when it has ended on all. Where the system
  /// refuses a thread, those that there are do the work.
  static func onThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    // Safe: the attributes are set up, used and destroyed here. The stack is that of a main thread, since some C
    // libraries give other threads far less.
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    unsafe pthread_attr_init(attributes)
    unsafe pthread_attr_setstacksize(attributes, 8 << 20)
    defer {
      unsafe pthread_attr_destroy(attributes)
      unsafe attributes.deallocate()
    }
    var threads: [pthread_t] = []
    for _ in 1..<max(1, count) {
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      // Safe: the new thread takes over the one reference that is retained for it; where no thread came to be, it is
      // released here.
      let context = unsafe Unmanaged.passRetained(ThreadBody(run: body))
      let result = unsafe pthread_create(&thread, attributes, threadMain, context.toOpaque())
      guard result == 0 else {
        unsafe context.release()
        break
      }
      #if canImport(Darwin)
        if let thread { threads.append(thread) }
      #else
        threads.append(thread)
      #endif
    }
    body()
    for thread in threads { pthread_join(thread, nil) }
  }
}

/// What a thread does.
private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

#if canImport(Darwin)
  private typealias ThreadContext = UnsafeMutableRawPointer
#else
  private typealias ThreadContext = UnsafeMutableRawPointer?
#endif

private func threadMain(_ context: ThreadContext) -> UnsafeMutableRawPointer? {
  // Safe: the context is the reference that `onThreads` retained.
  let context: UnsafeMutableRawPointer? = unsafe context
  if let context = unsafe context { unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run() }
  return nil
}
