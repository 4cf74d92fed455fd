#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Platform {
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
