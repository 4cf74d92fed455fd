import Findings

/// Start and end tags.
extension XMLRecovery {
  mutating func readStartTag() {
    let tagStart = offset
    let name = offset + 1..<bytes.endOfXMLName(at: offset + 1)
    guard mayStartElement(name) else { return }
    offset = name.upperBound
    var reader = TagReader()
    let (errorsBefore, wasTruncated) = (errorCount, isTruncated)
    let isEmpty = readAttributes(&reader)
    // The name or a value may be incomplete, so neither is checked.
    if isTruncated, !wasTruncated, !open.isEmpty { return patches.delete(tagStart..<end) }
    if errorCount > errorsBefore { doubtful.append(tagStart..<offset) }
    let element = OpenElement(name: name, tagEnd: offset, hasValue: reader.hasValue)
    noteChild(name)
    hasRoot = true
    if isEmpty {
      lastClosed = (name, false)
      if open.isEmpty { rootEnd = (element, tagStart..<offset, 0..<0, nil) }
    } else {
      lastClosed = nil
      push(element)
    }
  }

  /// Whether an element may start here: only one root is allowed.
  private mutating func mayStartElement(_ name: Range<Int>) -> Bool {
    guard open.isEmpty, let rootEnd else { return true }
    let isCapital = (0x41...0x5A).contains(bytes[name.lowerBound])
    if !isCapital, !rootEnd.name.isEmpty, (0x41...0x5A).contains(bytes[rootEnd.root.name.lowerBound]) {
      // The root of a resource was closed too early: its elements continue.
      report(
        XMLRules.strayEndTag, rootEnd.name,
        "this end tag closes the root element, but more elements follow on line \(line(of: name.lowerBound))")
      if let patch = rootEnd.patch { patches.clear(patch) } else { patches.delete(rootEnd.tag) }
      push(rootEnd.root)
      self.rootEnd = nil
      return true
    }
    report(
      XMLRules.contentOutsideRoot, name, "expected one root element, found a second one: the rest is not read",
      help: "Send each resource as a separate document, or in a Bundle.")
    patches.delete(offset..<end)
    offset = end
    return false
  }

  mutating func readEndTag() {
    let tagStart = offset
    let name = offset + 2..<bytes.endOfXMLName(at: offset + 2)
    offset = bytes.afterWhitespace(from: name.upperBound, before: end)
    guard offset < end else {
      reportTruncation("the document ends inside an end tag")
      return patches.delete(tagStart..<end)
    }
    closeTag(name)
    let tag = tagStart..<offset
    if name.isEmpty {
      guard let top = open.last else { return removeStray(tag, name: tag) }
      report(XMLRules.mismatchedEndTag, tag, "expected the name \(shown(top.name)) in this end tag", help: "Write the name.")
      return close(with: tag, name: tag, patch: patches.replaceWithEndTag(tag, name: top.name))
    }
    guard let top = open.last else { return removeStray(tag, name: name) }
    if isSame(top.name, name) { return close(with: tag, name: name) }
    if let index = indexOfOpenElement(named: name) {
      closeInnerElements(downTo: index, tag: tag, name: name)
      return close(with: tag, name: name)
    }
    if let lastClosed, isSame(lastClosed.name, name) {
      // If an end tag with another name closed its element, that mistake was reported already.
      if lastClosed.byOtherName { patches.replace(tag, with: .comment) } else { removeStray(tag, name: name) }
      return
    }
    if open.count == 1 && !isSimilar(top.name, name) { return removeStray(tag, name: name) }
    report(
      XMLRules.mismatchedEndTag, name,
      "expected the end tag of \(shown(top.name)), opened on line \(line(of: top.name.lowerBound)), found \(shown(name))",
      help: "Write the name of the element that is open.")
    doubtful.append(top.name)
    close(with: tag, name: name, patch: patches.replaceWithEndTag(tag, name: top.name))
    lastClosed = (name: name, byOtherName: true)
  }

  /// Reads the text between the name of an end tag and its `>`.
  private mutating func closeTag(_ name: Range<Int>) {
    let garbage = offset
    while offset < end, bytes[offset] != UInt8(ascii: ">"), bytes[offset] != UInt8(ascii: "<") { offset += 1 }
    if offset < end, bytes[offset] == UInt8(ascii: ">") {
      if offset > garbage {
        report(XMLRules.notWellFormed, garbage..<offset, "an end tag must contain only a name", help: "Remove this.")
        patches.delete(garbage..<offset)
      }
      offset += 1
      return
    }
    report(
      XMLRules.unclosedTag, name.upperBound..<name.upperBound, "expected '>' at the end of this tag",
      help: "Write the missing '>'.")
    patches.replace(name.upperBound..<offset, with: .greater)
  }

  /// Closes the innermost element.
  private mutating func close(with tag: Range<Int>, name: Range<Int>, patch: Int? = nil) {
    guard let element = popElement() else { return }
    lastClosed = (element.name, false)
    if open.isEmpty { rootEnd = (element, tag, name, patch) }
  }

  /// Closes the elements inside the element at `index`, to which the end tag belongs, with one finding for all of them.
  private mutating func closeInnerElements(downTo index: Int, tag: Range<Int>, name: Range<Int>) {
    guard let top = open.last else { return }
    let more = open.count - index - 2
    let others: Message = more == 0 ? "" : more == 1 ? ", as is 1 more" : ", as are \(more) more"
    let line = line(of: top.name.lowerBound)
    report(
      XMLRules.mismatchedEndTag, name,
      "\(shown(name)) is closed here, but \(shown(top.name)), opened on line \(line), is still open\(others)")
    while open.count > index + 1, let element = popElement() {
      doubtful.append(element.name)
      let hasOnlyExtensions = element.firstChild.map { bytes[$0].elementsEqual("extension".utf8) } ?? true
      if element.hasValue, !hasOnlyExtensions {
        // The content was meant to follow the element, not to be inside it.
        patches.insert(.slash, at: element.tagEnd - 1)
      } else {
        patches.insertEndTag(element.name, at: tag.lowerBound)
      }
    }
  }

  private mutating func removeStray(_ tag: Range<Int>, name: Range<Int>) {
    report(XMLRules.strayEndTag, name, "no element with this name is open here")
    // A comment in its place keeps the text before it separate from the text after it.
    patches.replace(tag, with: .comment)
  }

  /// Whether two names differ by case or by one or two letters.
  private func isSimilar(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard abs(left.count - right.count) <= 2, min(left.count, right.count) > 2 else { return false }
    let pairs = zip(bytes[left], bytes[right])
    let prefix = pairs.prefix { $0 | 0x20 == $1 | 0x20 }.count
    let suffix = zip(bytes[left].reversed(), bytes[right].reversed()).prefix { $0 | 0x20 == $1 | 0x20 }.count
    return prefix + suffix + 2 >= max(left.count, right.count)
  }
}
