// A value that threads access one at a time: a `Mutex`, except under the thread sanitizer.
//
// On Linux, `Mutex` is in the standard library, which is not sanitized: the sanitizer sees several threads change the value, but
// not that they wait for each other, and reports a race at every use. It does support POSIX mutexes. `make sanitize`
// defines `THREAD_SANITIZER`; every other build uses `Mutex` itself under another name, at no cost.
#if THREAD_SANITIZER
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// A value protected by a lock that the thread sanitizer supports.
  @safe package struct Guarded<Value>: ~Copyable, @unchecked Sendable {
    // Unchecked: the value is accessed only with the mutex locked. Safe: both are set up before they are shared, and
    // destroyed after their last use.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let value = UnsafeMutablePointer<Value>.allocate(capacity: 1)

    package init(_ value: consuming sending Value) {
      unsafe pthread_mutex_init(mutex, nil)
      unsafe self.value.initialize(to: value)
    }

    deinit {
      unsafe value.deinitialize(count: 1)
      unsafe value.deallocate()
      unsafe pthread_mutex_destroy(mutex)
      unsafe mutex.deallocate()
    }

    /// Reads or changes the value while no other thread does.
    package borrowing func withLock<Result: ~Copyable, Failure: Error>(
      _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
      unsafe pthread_mutex_lock(mutex)
      defer { unsafe pthread_mutex_unlock(mutex) }
      // Other threads may have received parts of the value, which share its storage. Once they have released them, `body` would
      // change that storage in place, as the reference count allows; but the sanitizer does not see reference counts, and would
      // report a race. Retaining the previous value makes `body` change a copy.
      let before = unsafe value.pointee
      return try withExtendedLifetime(before) { () throws(Failure) in try unsafe body(&value.pointee) }
    }
  }
#else
  package import Synchronization

  package typealias Guarded = Mutex
#endif
