import FHIRSyntax
import Findings

/// The profiles in the pack, by canonical URL: each is the text of its line in `Profiles/`, parsed lazily.
struct PackProfiles: Sendable {
  private let symbols: SymbolTable
  private let strings: PackStrings
  private let rows: PackBytes
  private let texts: PackBytes
  private let packages: PackBytes

  init(symbols: SymbolTable, strings: PackStrings, rows: PackBytes, texts: PackBytes, packages: PackBytes) {
    self.symbols = symbols
    self.strings = strings
    self.rows = rows
    self.texts = texts
    self.packages = packages
  }

  /// The number of profiles in the pack.
  private var count: Int { rows.count / PackFormat.profileSize }

  /// The canonical URL of a profile, in ascending byte order.
  private func url(at index: Int) -> String { strings.text(rows[index * PackFormat.profileSize]) }

  private func package(at index: Int) -> UInt32 { rows[index * PackFormat.profileSize + 12] }

  private func schema(at index: Int) -> ProfileSchema? {
    let row = index * PackFormat.profileSize
    let start = Int(rows[row + 4])
    let count = Int(rows[row + 8])
    guard start <= texts.count, count <= texts.count - start else { return nil }
    // Safe: the guard ensures that the range is in bounds.
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: texts.buffer[start..<start + count])
    let source = unsafe SourceText(name: strings.text(rows[row]), bytes: bytes)
    return try? ProfileReader.profile(source, symbols: symbols)
  }

  /// Whether there is a profile whose URL has the given number among the strings.
  func isKnown(_ number: UInt32) -> Bool { !rows(of: number).isEmpty }

  private func entry(at index: Int) -> ProfileEntry? {
    schema(at: index).map { ProfileEntry(schema: $0, package: package(at: index)) }
  }

  /// The rows of the profiles whose URL has the given number.
  private func rows(of number: UInt32) -> Range<Int> {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle * PackFormat.profileSize] < number { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < count, rows[end * PackFormat.profileSize] == number { end += 1 }
    return low..<end
  }
}

extension PackProfiles: ProfileSource {
  func entry(_ url: String, version: String?, in package: UInt32?) -> ProfileEntry? {
    guard let number = strings.number(of: url) else { return nil }
    let rows = rows(of: number)
    if let version {
      let found = rows.compactMap { entry(at: $0) }
      return Canonical.index(of: version, among: found.map(\.schema.version)).map { found[$0] }
    }
    return (rows.first { self.package(at: $0) == package } ?? rows.first).flatMap { entry(at: $0) }
  }

  func isKnown(_ url: String) -> Bool { strings.number(of: url).map { isKnown($0) } ?? false }

  func packages(defining url: String) -> [UInt32] {
    strings.number(of: url).map { rows(of: $0).map { package(at: $0) } } ?? []
  }

  func url(endingIn name: Substring) -> String? {
    (0..<count).lazy.map { url(at: $0) }.first { $0.hasSuffix("/" + name) }
  }

  func all() -> [ProfileEntry] { (0..<count).compactMap { entry(at: $0) } }

  func packageName(_ number: UInt32) -> String? {
    number < ProfileEntry.firstLoadedPackage ? strings.text(packages[Int(number) * 4]) : nil
  }

  /// Searches the texts of all profiles.
  func hasInvariant(_ key: String) -> Bool {
    let wanted = Array("{\"key\":\(JSONText.quoted(key)),\"severity\"".utf8)
    // Safe: the slices are in bounds.
    let bytes = unsafe texts.buffer
    guard bytes.count >= wanted.count, let first = wanted.first else { return false }
    for start in 0...bytes.count - wanted.count where unsafe bytes[start] == first {
      if unsafe bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
    }
    return false
  }
}
