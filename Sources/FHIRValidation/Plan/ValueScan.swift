import FHIRDefinitions
import FHIRSyntax

/// Recognises valid values of a simple form: see `PrimitiveGrammar` for the complete check.
extension WalkText {
  /// Whether a value has the form of its type. Text with escapes is checked elsewhere.
  @inline(__always)
  func isCleanValue(_ record: NodeRecord, _ slot: SlotReference, _ bits: WalkBits) -> Bool {
    switch slot.form {
    case .none, .xhtml: return true
    case .boolean:
      switch record.form {
      case .true, .false: return true
      default: break
      }
    default: break
    }
    let flags = record.flags.rawValue
    if flags & bits.notLiteral != 0 { return false }
    var start = Int(record.valueStart)
    var end = Int(record.valueEnd)
    switch record.form {
    case .string: (start, end) = (start &+ 1, end &- 1)
    case .number, .attribute: break
    default: return false
    }
    return start < end && isClean(slot.form, start, end)
  }

  /// Whether text without escapes has the given form.
  func isClean(_ form: PrimitiveForm, _ start: Int, _ end: Int) -> Bool {
    switch form {
    case .none, .xhtml: true
    case .boolean:
      end &- start == 4 && word(start) & 0xFFFF_FFFF == 0x6575_7274
        || end &- start == 5 && word(start) & 0xFF_FFFF_FFFF == 0x65_736C_6166
    case .integer: isInteger(byte(start) == UInt8(ascii: "-") ? start &+ 1 : start, end)
    case .unsignedInt: isInteger(start, end)
    case .positiveInt: isInteger(start, end) && byte(start) != UInt8(ascii: "0")
    case .decimal: isDecimal(start, end)
    case .string: isString(start, end)
    case .elementId: end &- start < Self.safeByteCount && hasNoBlanks(start, end)
    case .code: hasNoBlanks(start, end) || isSpacedCode(start, end)
    case .id: isId(start, end)
    case .uri: isURI(start, end)
    case .system: hasScheme(start, end) && isURI(start, end)
    case .canonical: (hasScheme(start, end) || byte(start) == UInt8(ascii: "#")) && isURI(start, end)
    case .oid: hasURN(Self.oid, start, end) && isOID(start &+ 8, end)
    case .uuid: hasURN(Self.uuid, start, end) && isUUID(start &+ 9, end)
    case .base64Binary: isBase64(start, end)
    case .date: dateEnd(start, end) == end
    case .dateTime:
      dateEnd(start, end) == end || isMoment(start, end)
    case .instant: isMoment(start, end)
    case .time: timeEnd(start, end, maxSecond: 59) == end
    case .sampledData: end &- start < Self.safeByteCount && isSampledData(start, end)
    }
  }

  // MARK: Text

  /// A string with fewer bytes cannot exceed the maximum number of characters.
  private static var safeByteCount: Int { 1_000_000 }
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var highs: UInt64 { 0x8080_8080_8080_8080 }

  /// The eight bytes at an offset, with 0xFF in place of the bytes after the end.
  @inline(__always)
  private func word(_ offset: Int, upTo end: Int) -> UInt64 {
    let word = word(offset)
    let left = end &- offset
    return left >= 8 ? word : word | UInt64.max &<< UInt64(truncatingIfNeeded: left &* 8)
  }

  /// Whether every byte of a word is at least `least`, which must not exceed 128.
  @inline(__always)
  private static func allBytes(of word: UInt64, areAtLeast least: UInt64) -> Bool { (word &- ones &* least) & ~word & highs == 0 }

  private func isString(_ start: Int, _ end: Int) -> Bool {
    guard end &- start < Self.safeByteCount else { return false }
    var offset = start
    var isPlain = byte(start) > 0x20
    while isPlain, offset < end {
      isPlain = Self.allBytes(of: word(offset, upTo: end), areAtLeast: 0x20)
      offset &+= 8
    }
    if isPlain { return true }
    var hasWords = false
    offset = start
    while offset < end {
      let byte = byte(offset)
      if byte > 0x20 { hasWords = true } else if !byte.isBlank { return false }
      offset &+= 1
    }
    return hasWords
  }

  /// Whether there is neither whitespace nor a control character.
  func hasNoBlanks(_ start: Int, _ end: Int) -> Bool {
    var offset = start
    while offset < end {
      if !Self.allBytes(of: word(offset, upTo: end), areAtLeast: 0x21) { return false }
      offset &+= 8
    }
    return true
  }

  /// Words separated by single spaces.
  private func isSpacedCode(_ start: Int, _ end: Int) -> Bool {
    var wasBlank = true
    var offset = start
    while offset < end {
      let byte = byte(offset)
      if byte < 0x20 || byte == 0x20 && wasBlank { return false }
      wasBlank = byte == 0x20
      offset &+= 1
    }
    return !wasBlank
  }

  func isId(_ start: Int, _ end: Int) -> Bool {
    guard end &- start <= 64, start < end else { return false }
    var offset = start
    while offset < end {
      let byte = byte(offset)
      if !byte.isLetter, !byte.isDigit, byte != UInt8(ascii: "-"), byte != UInt8(ascii: ".") { return false }
      offset &+= 1
    }
    return true
  }

  // MARK: URIs

  /// `urn:uuid` and `urn:oid:`: the first byte is the least significant.
  private static var uuid: UInt64 { 0x6469_7575_3A6E_7275 }
  private static var oid: UInt64 { 0x3A64_696F_3A6E_7275 }

  /// Whether a text starts with `urn:uuid:`, or with `urn:oid:` followed by more; `urn` selects the prefix.
  private func hasURN(_ urn: UInt64, _ start: Int, _ end: Int) -> Bool {
    end &- start > 8 && word(start) == urn && (urn == Self.oid || byte(start &+ 8) == UInt8(ascii: ":"))
  }

  private func isURI(_ start: Int, _ end: Int) -> Bool {
    guard hasNoBlanks(start, end) else { return false }
    if byte(start) != UInt8(ascii: "u") || end &- start < 8 { return true }
    if word(start) == Self.oid { return isOID(start &+ 8, end) }
    return word(start) != Self.uuid || byte(start &+ 8) != UInt8(ascii: ":") || isUUID(start &+ 9, end)
  }

  func hasScheme(_ start: Int, _ end: Int) -> Bool {
    guard start < end, byte(start).isLetter else { return false }
    var offset = start
    while offset < end {
      let byte = byte(offset)
      if byte == UInt8(ascii: ":") { return true }
      if !byte.isLetter, !byte.isDigit, byte != UInt8(ascii: "+"), byte != UInt8(ascii: "-"), byte != UInt8(ascii: ".") {
        return false
      }
      offset &+= 1
    }
    return false
  }

  private func isUUID(_ start: Int, _ end: Int) -> Bool {
    guard end &- start == 36 else { return false }
    for position in 0..<36 {
      let byte = byte(start &+ position)
      switch position {
      case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
      default: if !byte.isDigit, byte < UInt8(ascii: "a") || byte > UInt8(ascii: "f") { return false }
      }
    }
    return true
  }

  /// Numbers without leading zeros, separated by dots, the first 0, 1 or 2.
  private func isOID(_ start: Int, _ end: Int) -> Bool {
    guard end &- start > 2, byte(start) >= UInt8(ascii: "0"), byte(start) <= UInt8(ascii: "2"),
      byte(start &+ 1) == UInt8(ascii: ".")
    else { return false }
    var offset = start &+ 2
    while true {
      let first = offset
      while offset < end, byte(offset).isDigit { offset &+= 1 }
      if offset == first || offset &- first > 1 && byte(first) == UInt8(ascii: "0") { return false }
      if offset >= end { return true }
      if byte(offset) != UInt8(ascii: ".") { return false }
      offset &+= 1
    }
  }

  // MARK: Numbers

  /// Up to nine digits without a leading zero.
  private func isInteger(_ start: Int, _ end: Int) -> Bool {
    guard start < end, end &- start <= 9, byte(start) != UInt8(ascii: "0") || end &- start == 1 else { return false }
    return digitsEnd(start, end) == end
  }

  private func isDecimal(_ start: Int, _ end: Int) -> Bool {
    let first = byte(start) == UInt8(ascii: "-") ? start &+ 1 : start
    let whole = digitsEnd(first, end)
    guard whole > first, whole &- first == 1 || byte(first) != UInt8(ascii: "0") else { return false }
    if whole == end { return true }
    return byte(whole) == UInt8(ascii: ".") && whole &+ 1 < end && digitsEnd(whole &+ 1, end) == end
  }

  /// Decimals and the letters E, L and U, separated by single spaces.
  private func isSampledData(_ start: Int, _ end: Int) -> Bool {
    var offset = start
    while true {
      let first = offset
      while offset < end, byte(offset) != 0x20 { offset &+= 1 }
      let isLetter =
        offset &- first == 1
        && (byte(first) == UInt8(ascii: "E") || byte(first) == UInt8(ascii: "L") || byte(first) == UInt8(ascii: "U"))
      guard offset > first, isLetter || isDecimal(first, offset) else { return false }
      if offset == end { return true }
      offset &+= 1
    }
  }

  private func digitsEnd(_ start: Int, _ end: Int) -> Int {
    var offset = start
    while offset < end, byte(offset).isDigit { offset &+= 1 }
    return offset
  }

  /// Groups of four characters, the last padded with `=`; no whitespace.
  private func isBase64(_ start: Int, _ end: Int) -> Bool {
    guard (end &- start) % 4 == 0 else { return false }
    var last = end
    while last > start, byte(last &- 1) == UInt8(ascii: "="), end &- last < 2 { last &-= 1 }
    var offset = start
    while offset < last {
      let after = last &- offset < 8 ? UInt64.max &<< UInt64(truncatingIfNeeded: (last &- offset) &* 8) : 0
      if !Self.isBase64(word(offset) & ~after | Self.ones &* 0x41 & after) { return false }
      offset &+= 8
    }
    return true
  }

  /// Whether eight bytes are letters, digits, `+` and `/`.
  @inline(__always)
  private static func isBase64(_ word: UInt64) -> Bool {
    // For an ASCII byte, the sum with 0x80 - least has the highest bit set if the byte is at least `least`; no sum overflows.
    let small = word | ones &* 0x20
    let letters = (small &+ ones &* 0x1F) & ~(small &+ ones &* 0x05)
    let digits = (word &+ ones &* 0x51) & ~(word &+ ones &* 0x46)
    let plus = (word &+ ones &* 0x55) & ~(word &+ ones &* 0x54)
    return (letters | digits | plus) & highs == highs && word & highs == 0
  }

  // MARK: Dates and times

  /// Exactly `count` digits, as a number; -1 for anything else.
  @inline(__always)
  private func number(_ start: Int, _ count: Int, _ end: Int) -> Int {
    guard start &+ count <= end else { return -1 }
    var number = 0
    for offset in start..<start &+ count {
      let byte = byte(offset)
      if !byte.isDigit { return -1 }
      number = number &* 10 &+ Int(byte & 0x0F)
    }
    return number
  }

  /// The end of a date; -1 if there is none.
  private func dateEnd(_ start: Int, _ end: Int) -> Int {
    let year = number(start, 4, end)
    guard year > 0 else { return -1 }
    if start &+ 4 == end { return end }
    let month = number(start &+ 5, 2, end)
    guard byte(start &+ 4) == UInt8(ascii: "-"), month > 0, month <= 12 else { return -1 }
    if start &+ 7 == end { return end }
    let day = number(start &+ 8, 2, end)
    guard byte(start &+ 7) == UInt8(ascii: "-"), day > 0, day <= FHIRDateTime.days(in: month, of: year) else { return -1 }
    return start &+ 10
  }

  /// The end of `hh:mm:ss` and a fraction; -1 if there is none.
  private func timeEnd(_ start: Int, _ end: Int, maxSecond: Int) -> Int {
    let (hour, minute, second) = (number(start, 2, end), number(start &+ 3, 2, end), number(start &+ 6, 2, end))
    guard hour >= 0, hour < 24, minute >= 0, minute < 60, second >= 0, second <= maxSecond,
      byte(start &+ 2) == UInt8(ascii: ":"), byte(start &+ 5) == UInt8(ascii: ":")
    else { return -1 }
    if start &+ 8 < end, byte(start &+ 8) == UInt8(ascii: ".") {
      let fraction = digitsEnd(start &+ 9, end)
      return fraction > start &+ 9 ? fraction : -1
    }
    return start &+ 8
  }

  /// A date, a time and a zone.
  private func isMoment(_ start: Int, _ end: Int) -> Bool {
    guard end &- start >= 20, dateEnd(start, end) == start &+ 10, byte(start &+ 10) == UInt8(ascii: "T") else { return false }
    let zone = timeEnd(start &+ 11, end, maxSecond: 60)
    guard zone > 0, zone < end else { return false }
    if byte(zone) == UInt8(ascii: "Z") { return zone &+ 1 == end }
    guard byte(zone) == UInt8(ascii: "+") || byte(zone) == UInt8(ascii: "-"), zone &+ 6 == end else { return false }
    let (hours, minutes) = (number(zone &+ 1, 2, end), number(zone &+ 4, 2, end))
    guard hours >= 0, minutes >= 0, minutes < 60, byte(zone &+ 3) == UInt8(ascii: ":") else { return false }
    return hours &* 60 &+ minutes <= 840
  }
}
