import FHIRSyntax
import Findings

/// Free text split into words, to find numbers, dates and names in any spelling.
struct FreeText {
  /// Lower-case letters, or digits: `12-Mar-1985` has three words, and `LS1 4HR` has four.
  struct Word {
    var text: String
    var isNumber: Bool
    /// The text between this word and the preceding one.
    var gap: String
  }

  let words: [Word]

  init(_ text: String) {
    var words: [Word] = []
    var gap = ""
    for character in text.lowercased() {
      guard let scalar = character.unicodeScalars.first else { continue }
      let isDigit = UnicodeScalar("0")..."9" ~= scalar
      guard isDigit || scalar.properties.isAlphabetic else {
        gap.append(character)
        continue
      }
      if let last = words.indices.last, gap.isEmpty, words[last].isNumber == isDigit {
        words[last].text.append(character)
      } else {
        words.append(Word(text: String(character), isNumber: isDigit, gap: gap))
      }
      gap = ""
    }
    self.words = words
  }

  /// The text without the gaps between the words.
  var joined: String { words.map(\.text).joined() }

  // MARK: NHS numbers

  /// Whether the text contains ten digits, grouped or not, that are an NHS number in the ranges in use. Numbers outside these
  /// ranges are taken for timestamps or serial numbers.
  var hasNHSNumber: Bool {
    var start = 0
    while start < words.count {
      var end = start
      while end < words.count, words[end].isNumber, end == start || Self.isGroupGap(words[end].gap) { end += 1 }
      if hasNHSNumber(in: start..<end) { return true }
      start = max(end, start + 1)
    }
    return false
  }

  /// Whether a run of groups of digits contains an NHS number: one group, the whole run, or three groups of 3, 3 and 4 digits.
  private func hasNHSNumber(in run: Range<Int>) -> Bool {
    if run.count > 1 && run.count <= 10 && isNHSNumber(run) { return true }
    return run.contains { index in
      isNHSNumber(index..<index + 1)
        || index + 3 <= run.upperBound && words[index..<index + 3].map(\.text.utf8.count) == [3, 3, 4]
          && isNHSNumber(index..<index + 3)
    }
  }

  private func isNHSNumber(_ range: Range<Int>) -> Bool {
    let digits = words[range].flatMap { $0.text.utf8.map { Int($0) - Int(UInt8(ascii: "0")) } }
    guard digits.count == 10, [4, 6, 7, 9].contains(digits[0]), !isHexadecimal(range) else { return false }
    return ChecksumCheck.checkDigit(of: digits.dropLast()) == digits[9]
  }

  /// Whether adjacent letters make the digits part of a hexadecimal number, as in a UUID.
  private func isHexadecimal(_ range: Range<Int>) -> Bool {
    func isHexadecimal(_ word: Word) -> Bool { word.text.utf8.allSatisfy { $0 <= UInt8(ascii: "f") } }
    let first = range.lowerBound
    if first > 0, words[first].gap.isEmpty, isHexadecimal(words[first - 1]) { return true }
    return range.upperBound < words.count && words[range.upperBound].gap.isEmpty && isHexadecimal(words[range.upperBound])
  }

  private static func isGroupGap(_ gap: String) -> Bool {
    1...3 ~= gap.count && gap.allSatisfy { $0.isWhitespace || "-.‐‑‒–—/_".contains($0) }
  }

  // MARK: Dates

  /// A date, and whether the preceding words call it a date of birth.
  struct Day {
    /// The possible readings: 03/04/1985 can be two days; 85 stays a two-digit year.
    var readings: [(year: Int, month: Int, day: Int)]
    var isOfBirth: Bool
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  private static let fullMonths = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
  ]
  private static let ordinals = ["st", "nd", "rd", "th"]

  /// The dates in the text: `1961-07-09`, `19610709`, `9/7/1961`, `09.07.61`, `9th July 1961`, `July 9, 1961`.
  var days: [Day] {
    // Ordinal suffixes are ignored.
    let words = words.enumerated().filter { index, word in
      !(index > 0 && Self.ordinals.contains(word.text) && self.words[index - 1].isNumber && word.gap.isEmpty)
    }.map(\.element)
    return words.indices.compactMap { index in
      let readings = Self.readings(words[index...]).filter { 1...12 ~= $0.month && 1...31 ~= $0.day }
      return readings.isEmpty ? nil : Day(readings: readings, isOfBirth: Self.endsWithBirthLabel(words[..<index]))
    }
  }

  private static func readings(_ words: ArraySlice<Word>) -> [(year: Int, month: Int, day: Int)] {
    guard let first = words.first else { return [] }
    if first.text.utf8.count == 8, let number = number(first) {
      return [(number / 10_000, number / 100 % 100, number % 100), (number % 10_000, number / 10_000 % 100, number / 1_000_000)]
    }
    guard words.count >= 3, words.dropFirst().prefix(2).allSatisfy({ 1...3 ~= $0.gap.count || $0.gap.isEmpty }) else { return [] }
    let three = Array(words.prefix(3))
    if let month = month(three[1]), let day = number(three[0]), let year = year(three[2]) { return [(year, month, day)] }
    if let month = month(three[0]), let day = number(three[1]), let year = year(three[2]) { return [(year, month, day)] }
    guard let (a, b, c) = (three.map(number)).triple else { return [] }
    if three[0].text.utf8.count == 4 { return [(a, b, c)] }
    return year(three[2]) == nil ? [] : [(c, b, a), (c, a, b)]
  }

  private static func number(_ word: Word) -> Int? {
    word.isNumber && word.text.utf8.count <= 8 ? Int(word.text) : nil
  }

  private static func year(_ word: Word) -> Int? { [2, 4].contains(word.text.utf8.count) ? number(word) : nil }

  private static func month(_ word: Word) -> Int? {
    (months.firstIndex(of: word.text) ?? fullMonths.firstIndex(of: word.text) ?? (word.text == "sept" ? 8 : nil)).map { $0 + 1 }
  }

  private static func endsWithBirthLabel(_ words: ArraySlice<Word>) -> Bool {
    let last = words.suffix(3).map(\.text)
    return last == ["d", "o", "b"] || last.contains { $0 == "dob" || $0 == "born" || $0.containsBytes(of: "birth") }
  }
}

extension [Int?] {
  /// Its three elements, if it has exactly three and none is nil.
  fileprivate var triple: (Int, Int, Int)? {
    guard count == 3, let first = self[0], let second = self[1], let third = self[2] else { return nil }
    return (first, second, third)
  }
}
