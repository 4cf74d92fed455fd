#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Platform {
  /// Runs a closure on this thread and on `count - 1` others, and returns when it has ended on all of them. If the system refuses
  /// to start a thread, the closure runs on fewer threads.
  static func onThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    let threads = newThreads(max(1, count) - 1, body)
    body()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Starts a closure on `count` threads without waiting for them; returns how many could be started.
  package static func startThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) -> Int {
    let threads = newThreads(count, body)
    for thread in threads { pthread_detach(thread) }
    return threads.count
  }

  private static func newThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) -> [pthread_t] {
    // Safe: the attributes are set up, used and destroyed here. The stack is as large as a main thread's, because some C
    // libraries give other threads far less.
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    unsafe pthread_attr_init(attributes)
    unsafe pthread_attr_setstacksize(attributes, 8 << 20)
    defer {
      unsafe pthread_attr_destroy(attributes)
      unsafe attributes.deallocate()
    }
    let access = FileAccess.current
    let main: @Sendable () -> Void = { FileAccess.$current.withValue(access, operation: body) }
    var threads: [pthread_t] = []
    for _ in 0..<max(0, count) {
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      // Safe: the new thread takes over the one reference that is retained for it; if no thread was started, it is
      // released here.
      let context = unsafe Unmanaged.passRetained(ThreadBody(run: access == nil ? body : main))
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
    return threads
  }
}

/// The work of a thread.
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
  // Safe: the context is the reference that `newThreads` retained.
  let context: UnsafeMutableRawPointer? = unsafe context
  if let context = unsafe context { unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run() }
  return nil
}

/// A value that only one thread at a time can change, and whose changes threads can wait for.
@safe package final class Monitor<Value: Sendable>: @unchecked Sendable {
  // Unchecked: the value is accessed only with the mutex locked. Safe: mutex and condition are set up before the monitor is
  // shared, and destroyed after its last use.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var value: Value

  package init(_ value: Value) {
    self.value = value
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Changes the value. Waiting threads see the change when they are woken.
  @discardableResult package func change<Result>(_ body: (inout Value) -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body(&value)
  }

  /// Wakes all waiting threads. Safe without the mutex: a thread checks the value and starts waiting in one step.
  package func wake() { unsafe pthread_cond_broadcast(condition) }

  /// Calls `body` with the value, and again whenever the thread is woken, until it returns a result. `body` may change the value
  /// when it returns one.
  package func wait<Result>(_ body: (inout Value) -> Result?) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&value) { return result }
      unsafe pthread_cond_wait(condition, mutex)
    }
  }
}
