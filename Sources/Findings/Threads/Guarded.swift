// A value that threads access one at a time: a `Mutex`, except under the thread sanitizer.
//
// On Linux `Mutex` is code of the standard library that is not sanitized: the sanitizer sees the value change on several threads,
// but not that one waits for the other, and reports a race at every use. It knows the locks of POSIX threads. `make sanitize`
// sets the condition; every other build has `Mutex` itself under another name, at no cost.
#if THREAD_SANITIZER
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// A value behind a lock that the thread sanitizer knows.
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
      // What others were given out of the value shares its storage. Where they have let it go, it would be changed in place, which
      // their count of references allows; but the sanitizer does not see that count either. With the value of before at hand, what is
      // changed is a copy.
      let before = unsafe value.pointee
      return try withExtendedLifetime(before) { () throws(Failure) in try unsafe body(&value.pointee) }
    }
  }
#else
  package import Synchronization

  package typealias Guarded = Mutex
#endif
