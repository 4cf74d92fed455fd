import FHIRSyntax

/// The position of an editor's cursor in a text that may be incomplete. It is found by scanning the text, since no tree contains
/// the text being typed.
struct Cursor: Sendable {
  /// The part of the text that is being written.
  enum Place: Sendable, Hashable {
    /// The name of a member, or of an XML element.
    case name
    /// The value of the member with this name.
    case value(of: String)
  }

  /// An object, or an XML element, that contains the cursor.
  struct Frame: Sendable {
    /// Its name; for an item, the name of its array; for the root, empty.
    var name: String
    /// The names of its members, with the texts of their values; nil for a value without text.
    var members: [(name: String, text: String?)] = []

    func text(_ name: String) -> String? { members.first { $0.name == name }?.text }
  }

  var place: Place
  /// The objects around the cursor, the outermost first.
  var frames: [Frame]
  /// The bytes of the name or value that is being written, with its quotes; empty if there is nothing yet.
  var replaced: Range<Int>
  /// Whether the text being written is inside quotes, or is an XML name after its `<`.
  var isInside: Bool
  /// Whether the name being written is followed by a colon, or in XML by the rest of its tag.
  var isContinued = false
  /// Whether the value is an item of an array.
  var isItem = false
  /// Whether another member or item follows without a comma, so that the text being written needs one after it.
  var needsComma = false
}

/// Finds the cursor in JSON.
struct JSONCursor {
  private struct Level {
    var isArray: Bool
    var frame: Cursor.Frame
    /// The name before a colon that has been read.
    var name: String?
    var isValue = false
    /// Whether an item has been read since the last comma.
    var hasItem = false
  }

  private let bytes: ArraySlice<UInt8>
  private let offset: Int
  private var levels: [Level] = []
  private var found: Cursor?
  /// Whether nothing can be written at the cursor.
  private var isRefused = false
  /// The number of the levels around the cursor that are still open, and the frames of those that have been closed.
  private var openCount = 0
  private var closed: [Cursor.Frame] = []

  /// The cursor at an offset; nil if nothing can be written there.
  static func find(_ offset: Int, in bytes: ArraySlice<UInt8>) -> Cursor? {
    var scan = JSONCursor(bytes: bytes, offset: offset)
    scan.run()
    guard var cursor = scan.found else { return nil }
    let open = scan.levels.prefix(scan.openCount).filter { !$0.isArray }.map(\.frame)
    cursor.frames = open + scan.closed.reversed()
    cursor.needsComma = !cursor.isContinued && scan.startsItem(at: cursor.replaced.upperBound, isMember: !cursor.isItem)
    // A second value cannot be written before the value of a member.
    if case .value = cursor.place, !cursor.isItem, !cursor.needsComma, cursor.replaced.isEmpty,
      scan.startsItem(at: offset, isMember: false)
    {
      return nil
    }
    return cursor
  }

  private init(bytes: ArraySlice<UInt8>, offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  private mutating func run() {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if found == nil, index >= offset, !byte.isBlank { note(offset..<offset, isInside: false) }
      if isRefused || found != nil && openCount == 0 { return }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open(isArray: byte == UInt8(ascii: "["))
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        close()
        index += 1
      case UInt8(ascii: ":"):
        if found != nil, levels.count == openCount, let last = found?.replaced, !(found?.isContinued ?? false),
          isBlank(last.upperBound..<index)
        {
          found?.isContinued = true
        }
        if let last = levels.indices.last { levels[last].isValue = true }
        index += 1
      case UInt8(ascii: ","):
        if let last = levels.indices.last {
          levels[last].hasItem = false
          if !levels[last].isArray {
            levels[last].isValue = false
            levels[last].name = nil
          }
        }
        index += 1
      case UInt8(ascii: "\""): index = string(index)
      case let other where other.isBlank: index += 1
      default: index = word(index)
      }
    }
    if found == nil { note(offset..<offset, isInside: false) }
  }

  /// Whether the text after an offset starts with an item of an array, or if `isMember`, with the name of a member and a colon.
  private func startsItem(at offset: Int, isMember: Bool) -> Bool {
    guard let start = bytes[min(offset, bytes.endIndex)...].firstIndex(where: { !$0.isBlank }) else { return false }
    guard isMember else { return !"}],:".utf8.contains(bytes[start]) }
    guard bytes[start] == UInt8(ascii: "\"") else { return false }
    var end = start + 1
    while end < bytes.endIndex, bytes[end] != UInt8(ascii: "\""), bytes[end] != 0x0A {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < bytes.endIndex, bytes[end] == UInt8(ascii: "\"") else { return false }
    return bytes[(end + 1)...].first { !$0.isBlank } == UInt8(ascii: ":")
  }

  private func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy(\.isBlank) }

  /// Records that the cursor is at a token, or between two tokens.
  private mutating func note(_ range: Range<Int>, isInside: Bool) {
    guard found == nil, !isRefused else { return }
    // After a name only a colon can follow, and after an item only a comma.
    if range.isEmpty, let level = levels.last, level.isArray ? level.hasItem : !level.isValue && level.name != nil {
      isRefused = true
      return
    }
    openCount = levels.count
    guard let level = levels.last else {
      found = Cursor(place: .name, frames: [], replaced: range, isInside: isInside)
      return
    }
    let place: Cursor.Place = level.isArray ? .value(of: level.frame.name) : level.isValue ? .value(of: level.name ?? "") : .name
    found = Cursor(place: place, frames: [], replaced: range, isInside: isInside)
    found?.isItem = level.isArray
  }

  private mutating func open(isArray: Bool) {
    var name = ""
    if let last = levels.indices.last {
      name = levels[last].isArray ? levels[last].frame.name : levels[last].name ?? ""
      addMember(last, nil)
      levels[last].hasItem = true
    }
    levels.append(Level(isArray: isArray, frame: Cursor.Frame(name: name)))
  }

  private mutating func close() {
    guard let level = levels.popLast() else { return }
    if found != nil, levels.count < openCount {
      openCount = levels.count
      if !level.isArray { closed.append(level.frame) }
    }
  }

  /// Adds a member to the object at a level when its value starts; `text` is nil for a value without text.
  private mutating func addMember(_ index: Int, _ text: String?) {
    guard !levels[index].isArray, levels[index].isValue, let name = levels[index].name else { return }
    levels[index].frame.members.append((name, text))
    levels[index].name = nil
  }

  private mutating func string(_ start: Int) -> Int {
    var end = start + 1
    while end < bytes.endIndex, bytes[end] != UInt8(ascii: "\""), bytes[end] != 0x0A {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    end = min(end, bytes.endIndex)
    let isClosed = end < bytes.endIndex && bytes[end] == UInt8(ascii: "\"")
    token(start..<(isClosed ? end + 1 : end), start + 1..<max(start + 1, end), isClosed: isClosed, isString: true)
    return max(isClosed ? end + 1 : end, start + 1)
  }

  private mutating func word(_ start: Int) -> Int {
    var end = start
    while end < bytes.endIndex, !bytes[end].isBlank, !"{}[]:,\"".utf8.contains(bytes[end]) { end += 1 }
    token(start..<end, start..<end, isClosed: false, isString: false)
    return max(end, start + 1)
  }

  private mutating func token(_ range: Range<Int>, _ text: Range<Int>, isClosed: Bool, isString: Bool) {
    if found == nil, range.lowerBound < offset, isClosed ? offset < range.upperBound : offset <= range.upperBound {
      note(range, isInside: isString)
      return
    }
    guard let last = levels.indices.last else { return }
    if levels[last].isValue || levels[last].isArray {
      addMember(last, isString ? String(decoding: bytes[text], as: UTF8.self) : nil)
      levels[last].hasItem = true
    } else {
      levels[last].name = String(decoding: bytes[text], as: UTF8.self)
    }
  }
}

/// Finds the cursor in XML.
struct XMLCursor {
  /// The cursor at an offset; nil if nothing can be written there.
  static func find(_ offset: Int, in bytes: ArraySlice<UInt8>) -> Cursor? {
    var frames: [Cursor.Frame] = [Cursor.Frame(name: "")]
    var index = bytes.startIndex
    while index < min(offset, bytes.endIndex) {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if bytes[index...].starts(with: "<!--".utf8) {
        index += 4
        while index < bytes.endIndex, !bytes[index...].starts(with: "-->".utf8) { index += 1 }
        if index + 3 > offset { return nil }
        index += 3
        continue
      }
      let start = index + 1
      var end = start
      while end < bytes.endIndex, isNameByte(bytes[end]) { end += 1 }
      let name = String(decoding: bytes[start..<end], as: UTF8.self)
      if offset <= end, start < bytes.endIndex, bytes[start...].first != UInt8(ascii: "/") {
        // The slash of an empty tag is not part of the name.
        while end > start, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
        guard offset <= end else { return nil }
        var cursor = Cursor(place: .name, frames: frames, replaced: start..<end, isInside: true)
        cursor.isContinued = hasRestOfTag(at: end, isNamed: end > start, bytes)
        return cursor
      }
      var (value, isEmpty): (String?, Bool) = (nil, false)
      var quote: UInt8 = 0
      var quoteStart = end
      var attribute = end..<end
      index = end
      while index < bytes.endIndex, quote != 0 || bytes[index] != UInt8(ascii: ">") {
        let byte = bytes[index]
        if quote == 0, byte == UInt8(ascii: "<") { break }
        if quote != 0, byte == quote {
          let text = quoteStart..<index
          if text.lowerBound <= offset, offset <= text.upperBound { return self.value(attribute, text, name, frames, bytes) }
          if bytes[attribute].elementsEqual("value".utf8) || bytes[attribute].elementsEqual("url".utf8) {
            value = String(decoding: bytes[text], as: UTF8.self)
          }
          quote = 0
        } else if quote == 0, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
          quoteStart = index + 1
        } else if quote == 0, isNameByte(byte) {
          attribute = attribute.upperBound == index ? attribute.lowerBound..<index + 1 : index..<index + 1
        }
        isEmpty = byte == UInt8(ascii: "/")
        index += 1
      }
      if quote != 0 {
        // The quote is not closed: the value ends with its line, or before a bracket.
        var text = quoteStart
        while text < bytes.endIndex, bytes[text] != 0x0A, bytes[text] != UInt8(ascii: "<"), bytes[text] != UInt8(ascii: ">") {
          text += 1
        }
        if offset <= text { return self.value(attribute, quoteStart..<text, name, frames, bytes) }
        index = text
      }
      if offset <= index { return nil }
      index = min(index + 1, bytes.endIndex)
      if name.hasPrefix("?") || name.hasPrefix("!") { continue }
      if name.hasPrefix("/") {
        if frames.count > 1 { frames.removeLast() }
        continue
      }
      frames[frames.count - 1].members.append((name, value))
      if !isEmpty { frames.append(Cursor.Frame(name: name)) }
    }
    return Cursor(place: .name, frames: frames, replaced: offset..<offset, isInside: false)
  }

  /// Whether the rest of a tag follows its name: its end or, if the name is not empty, attributes.
  private static func hasRestOfTag(at offset: Int, isNamed: Bool, _ bytes: ArraySlice<UInt8>) -> Bool {
    let rest = bytes[offset...]
    guard let next = isNamed ? rest.first(where: { !$0.isBlank }) : rest.first else { return false }
    return next == UInt8(ascii: ">") || next == UInt8(ascii: "/") || isNamed && isNameByte(next)
  }

  private static func value(
    _ attribute: Range<Int>, _ text: Range<Int>, _ name: String, _ frames: [Cursor.Frame], _ bytes: ArraySlice<UInt8>
  ) -> Cursor? {
    if bytes[attribute].elementsEqual("value".utf8) {
      return Cursor(place: .value(of: name), frames: frames, replaced: text, isInside: true)
    }
    guard bytes[attribute].elementsEqual("url".utf8) else { return nil }
    return Cursor(place: .value(of: "url"), frames: frames + [Cursor.Frame(name: name)], replaced: text, isInside: true)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "/"), UInt8(ascii: "-"):
      true
    default: byte >= 0x80
    }
  }
}
