import FHIRSyntax

/// The profiles in the pack, by canonical URL: each is the text of its file, read when it is asked for.
package struct PackProfiles: Sendable {
  private let strings: PackStrings
  private let rows: PackBytes
  private let texts: PackBytes

  init(strings: PackStrings, rows: PackBytes, texts: PackBytes) {
    self.strings = strings
    self.rows = rows
    self.texts = texts
  }

  /// How many profiles there are.
  package var count: Int { rows.count / PackFormat.profileSize }

  /// The canonical URL of a profile, those of one release by rising bytes.
  package func url(at index: Int) -> String { strings.text(rows[index * PackFormat.profileSize]) }

  /// The facts of the profile of a canonical URL, which may have `|` and a version behind it, and the number of its package.
  ///
  /// Several packages may define a profile: the one of the version that is asked for counts, else that of a package that is
  /// given, else the first.
  func schema(_ url: String, in package: UInt32? = nil) -> (schema: ProfileSchema, package: UInt32)? {
    let plain = Canonical.withoutVersion(url)
    let version = plain.utf8.count < url.utf8.count ? String(url.utf8.dropFirst(plain.utf8.count + 1)) : nil
    guard let number = strings.number(of: plain) else { return nil }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle * PackFormat.profileSize] < number { low = middle + 1 } else { high = middle }
    }
    var first: Int?
    while low < count, rows[low * PackFormat.profileSize] == number {
      defer { low += 1 }
      if let version {
        if let schema = schema(at: low), schema.version == version { return (schema, self.package(at: low)) }
      } else if let package, self.package(at: low) == package {
        first = low
        break
      } else if first == nil {
        first = low
      }
    }
    return first.flatMap { row in schema(at: row).map { ($0, self.package(at: row)) } }
  }

  /// Whether the text of some profile names an invariant of a key: a search through all of them.
  func haveInvariant(_ key: String) -> Bool {
    let wanted = Array("{\"key\":\(SchemaWriter.quoted(key)),\"severity\"".utf8)
    // Safe: the slices lie inside of the bytes.
    let bytes = unsafe texts.buffer
    guard bytes.count >= wanted.count, let first = wanted.first else { return false }
    for start in 0...bytes.count - wanted.count where unsafe bytes[start] == first {
      if unsafe bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
    }
    return false
  }

  private func package(at index: Int) -> UInt32 { rows[index * PackFormat.profileSize + 12] }

  private func schema(at index: Int) -> ProfileSchema? {
    let row = index * PackFormat.profileSize
    let start = Int(rows[row + 4])
    let count = Int(rows[row + 8])
    guard start <= texts.count, count <= texts.count - start else { return nil }
    // Safe: the range lies inside of the bytes, by the guard.
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: texts.buffer[start..<start + count])
    let source = unsafe SourceText(name: strings.text(rows[row]), bytes: bytes)
    return try? ProfileReader.profile(source)
  }
}
