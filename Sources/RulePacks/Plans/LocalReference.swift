import FHIRSyntax

/// A value that begins with `#`: it may refer to a contained resource.
struct LocalReference {
  var node: UInt32
  var value: ValueBytes

  /// The local references of a document, if needed; nil for a document with nested arrays or duplicate names in an object, which
  /// a walk may read differently from `Elements`.
  static func all(in bytes: DocumentBytes, isNeeded: Bool) -> [LocalReference]? {
    var references: [LocalReference] = []
    var index: UInt32 = 0
    while index < bytes.recordCount {
      if bytes.record(index).has(Flag.duplicate) { return nil }
      switch bytes.record(index).form {
      case .array: if index > 0 && bytes.record(bytes.record(index).parent).isArray { return nil }
      case .string where isNeeded, .attribute where isNeeded, .text where isNeeded:
        let value = bytes.record(index).valueBytes
        if bytes.byte(value.start) == 0x23, value.isPlain, value.count > 1 {
          if references.isEmpty { references.reserveCapacity(16) }
          references.append(LocalReference(node: index, value: value))
        }
      default: break
      }
      index &+= 1
    }
    return references
  }
}
