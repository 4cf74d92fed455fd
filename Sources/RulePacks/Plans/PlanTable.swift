/// An immutable list of plain values for the hot loops of a walk: reading one needs no reference counting.
///
/// The creator of a table frees it when the table is no longer read. Every access is bounds-checked.
@safe struct PlanTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private let start: UnsafeMutablePointer<Element>
  let count: Int32

  init(_ elements: [Element]) {
    count = Int32(truncatingIfNeeded: elements.count)
    // Safe: all allocated memory is initialized.
    unsafe start = .allocate(capacity: max(1, elements.count))
    for (index, element) in elements.enumerated() { unsafe (start + index).initialize(to: element) }
  }

  func free() {
    // Safe: plain values need no deinitialization, and the owner calls this once.
    unsafe start.deallocate()
  }

  @inline(__always)
  subscript(index: Int32) -> Element {
    precondition(UInt32(bitPattern: index) < UInt32(bitPattern: count))
    // Safe: the index has been checked.
    return unsafe start[Int(index)]
  }
}

extension PlanTable<UInt8> {
  /// Eight bytes, the first in the lowest bits.
  @inline(__always)
  func word(_ index: Int32) -> UInt64 {
    precondition(index >= 0 && index &+ 8 <= count)
    // Safe: the range has been checked.
    return UInt64(littleEndian: unsafe UnsafeRawPointer(start).loadUnaligned(fromByteOffset: Int(index), as: UInt64.self))
  }
}

/// Words that a walk writes, initially 0, valid during a closure.
@safe struct PlanWords {
  private let start: UnsafeMutablePointer<UInt64>
  let count: Int32

  /// Calls `body` with the given number of words.
  static func with<Result>(_ count: Int, _ body: (PlanWords) -> Result) -> Result {
    let capacity = max(1, count)
    let start = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
    // Safe: the words do not escape from `body`, and all allocated memory is initialized.
    unsafe start.initialize(repeating: 0, count: capacity)
    defer { unsafe start.deallocate() }
    return body(unsafe PlanWords(start, capacity))
  }

  private init(_ start: UnsafeMutablePointer<UInt64>, _ count: Int) {
    unsafe self.start = start
    self.count = Int32(truncatingIfNeeded: count)
  }

  @inline(__always)
  subscript(index: Int32) -> UInt64 {
    get {
      precondition(UInt32(bitPattern: index) < UInt32(bitPattern: count))
      // Safe: the index has been checked.
      return unsafe start[Int(index)]
    }
    nonmutating set {
      precondition(UInt32(bitPattern: index) < UInt32(bitPattern: count))
      // Safe: as above.
      unsafe start[Int(index)] = newValue
    }
  }

  /// The words from an index.
  func suffix(from first: Int32) -> PlanWords {
    precondition(first >= 0 && first <= count)
    // Safe: the count excludes the skipped words.
    return unsafe PlanWords(start + Int(first), Int(count &- first))
  }

  /// The words as an array.
  var array: [UInt64] {
    // Safe: all of them are initialized.
    unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }
}
