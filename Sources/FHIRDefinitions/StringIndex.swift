import Synchronization

/// Finds the numbers of a pack's texts by a hash of their bytes, in a table that is made once texts are looked for often: a
/// process that checks one payload does without.
final class StringIndex: Sendable {
  /// An open-addressed table: 1 more than the number of a text, 0 for an empty slot. At most half of it is taken.
  private final class Slots: Sendable {
    let numbers: [UInt32]

    init(_ numbers: [UInt32]) { self.numbers = numbers }
  }

  private let slots = AtomicLazyReference<Slots>()
  private let searches = Atomic<Int>(0)

  /// So many searches cost about as much as making the table.
  private static let mostSearches = 5_000

  /// What came of a look into the table.
  enum Answer {
    case number(UInt32)
    case none
    /// The table is not there yet.
    case unknown
  }

  /// The number of a text; `equals` compares the text of a number with the one that is looked for.
  func number(of text: UnsafeBufferPointer<UInt8>, equals: (UInt32) -> Bool) -> Answer {
    guard let slots = slots.load() else { return .unknown }
    let mask = slots.numbers.count - 1
    // Safe: the buffer is read inside of its bounds.
    var place = unsafe Self.hash(text) & mask
    while slots.numbers[place] != 0 {
      let number = slots.numbers[place] - 1
      if equals(number) { return .number(number) }
      place = (place + 1) & mask
    }
    return .none
  }

  /// Counts a search without the table, and makes it when there were many; `text` lends the bytes of a number.
  func countSearch(of count: Int, _ text: (UInt32, (UnsafeBufferPointer<UInt8>) -> Void) -> Void) {
    guard searches.wrappingAdd(1, ordering: .relaxed).newValue == Self.mostSearches else { return }
    var size = 16
    while size < count * 2 { size *= 2 }
    var numbers = [UInt32](repeating: 0, count: size)
    for number in 0..<UInt32(truncatingIfNeeded: count) {
      unsafe text(number) { bytes in
        // Safe: the buffer is lent for this closure.
        var place = unsafe Self.hash(bytes) & (size - 1)
        while numbers[place] != 0 { place = (place + 1) & (size - 1) }
        numbers[place] = number + 1
      }
    }
    _ = slots.storeIfNil(Slots(numbers))
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    // FNV-1a, its upper half folded in since the lower bits choose the slot.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    // Safe: the loop ends with the buffer.
    for place in bytes.indices { hash = unsafe (hash ^ UInt64(bytes[place])) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}
