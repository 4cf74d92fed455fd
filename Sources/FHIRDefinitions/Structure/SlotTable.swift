/// Slots with permanent numbers. A table made by `adding` may share its memory with the table that it extends.
///
/// In addition to the slots, their names and types are stored separately, eight bytes each, for lookups by name.
@safe package struct SlotTable: Sendable {
  /// The lookup key: a name, and the type of the element.
  struct Key {
    var name: UInt32
    var type: UInt32
  }

  /// The memory of one or more tables.
  ///
  /// Unchecked: the first `count` slots of a table were written before the table was created, and are never written again. The
  /// memory after them is written only by the owner of the latest table, when the table grows. Safe: the memory is freed with the
  /// last table, and slots need no destruction.
  @safe fileprivate final class Memory: @unchecked Sendable {
    let capacity: Int
    let slots: UnsafeMutablePointer<ElementSlot>
    let keys: UnsafeMutablePointer<Key>

    init(capacity: Int) {
      self.capacity = capacity
      unsafe slots = .allocate(capacity: capacity)
      unsafe keys = .allocate(capacity: capacity)
    }

    deinit {
      unsafe slots.deallocate()
      unsafe keys.deallocate()
    }
  }

  private let memory: Memory
  package let count: Int

  init() { self.init(Memory(capacity: 0), count: 0) }

  private init(_ memory: Memory, count: Int) {
    self.memory = memory
    self.count = count
  }

  package subscript(index: Int) -> ElementSlot {
    precondition(index >= 0 && index < count, "no such slot")
    // Safe: the first `count` slots have been written.
    return unsafe memory.slots[index]
  }

  /// The first slot, valid as long as a table with these slots exists.
  package var start: UnsafePointer<ElementSlot> { unsafe UnsafePointer(memory.slots) }

  /// The key of the first slot, valid as long as `start`.
  var keys: UnsafePointer<Key> { unsafe UnsafePointer(memory.keys) }

  /// The table with more slots appended. To be called only on the latest table, and by one thread at a time.
  func adding(_ added: [ElementSlot]) -> SlotTable {
    let total = count + added.count
    var memory = memory
    if total > memory.capacity {
      let larger = Memory(capacity: max(2_048, total, memory.capacity * 2))
      // Safe: the new memory has room for all slots, and the old memory has `count` slots.
      unsafe larger.slots.initialize(from: memory.slots, count: count)
      unsafe larger.keys.initialize(from: memory.keys, count: count)
      memory = larger
    }
    for (index, slot) in added.enumerated() {
      // Safe: the memory has room for `total` slots, and no table includes these yet.
      unsafe (memory.slots + count + index).initialize(to: slot)
      unsafe (memory.keys + count + index).initialize(to: Key(name: slot.name, type: slot.type))
    }
    return SlotTable(memory, count: total)
  }
}
