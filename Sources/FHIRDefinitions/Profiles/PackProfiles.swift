import FHIRSyntax

/// The profiles in the pack, by canonical URL: each is the text of its file, read when it is asked for. Those that a user
/// brought come first.
package struct PackProfiles: Sendable {
  let symbols: SymbolTable
  private let strings: PackStrings
  private let rows: PackBytes
  private let texts: PackBytes
  private let packages: PackBytes
  /// What a user brought; nil for nothing.
  var loaded: LoadedProfiles?

  init(symbols: SymbolTable, strings: PackStrings, rows: PackBytes, texts: PackBytes, packages: PackBytes) {
    self.symbols = symbols
    self.strings = strings
    self.rows = rows
    self.texts = texts
    self.packages = packages
  }

  /// How many profiles the pack has.
  package var count: Int { rows.count / PackFormat.profileSize }

  /// The canonical URL of a profile, those of one release by rising bytes.
  package func url(at index: Int) -> String { strings.text(rows[index * PackFormat.profileSize]) }

  /// Whether there is a profile of a URL, of any version where it names none.
  package func isKnown(_ url: String) -> Bool {
    if Canonical.withoutVersion(url) != url { return schema(url) != nil }
    if loaded?.entries[url] != nil { return true }
    guard let number = strings.number(of: url) else { return false }
    let row = firstRow(number)
    return row < count && rows[row * PackFormat.profileSize] == number
  }

  /// The first row whose URL has a number or comes behind it.
  private func firstRow(_ number: UInt32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle * PackFormat.profileSize] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The canonical URL of a profile that has the same name at another place; nil for none.
  package func namesake(of url: String) -> String? {
    func name(_ url: String) -> Substring? { Canonical.withoutVersion(url).split(separator: "/").last }
    guard let wanted = name(url), wanted.utf8.count > 4 else { return nil }
    if let found = loaded?.entries.keys.filter({ name($0) == wanted }).min() { return found }
    return (0..<count).lazy.map(self.url).first { $0.hasSuffix("/" + wanted) }
  }

  /// Every profile with the number of its package, by rising URL, those of a user first.
  func all() -> [(schema: ProfileSchema, package: UInt32)] {
    var all: [(schema: ProfileSchema, package: UInt32)] = []
    for (_, entries) in loaded?.entries ?? [:] { all += entries.map { ($0.schema, $0.package) } }
    for index in 0..<count { if let schema = schema(at: index) { all.append((schema, package(at: index))) } }
    func order(_ package: UInt32) -> UInt32 { package >= LoadedProfiles.firstPackage ? 0 : 1 }
    return all.sorted { ($0.schema.url, order($0.package), $0.package) < ($1.schema.url, order($1.package), $1.package) }
  }

  /// What a package is called: name and version as `name#version`, or the path that a user gave.
  package func packageName(_ number: UInt32) -> String {
    if number >= LoadedProfiles.firstPackage {
      let index = Int(number - LoadedProfiles.firstPackage)
      return loaded.flatMap { $0.packageNames.indices.contains(index) ? $0.packageNames[index] : nil } ?? ""
    }
    return strings.text(packages[Int(number) * 4])
  }

  /// The facts of the profile of a canonical URL, which may have `|` and a version behind it, and the number of its package.
  ///
  /// Several packages may define a profile: the one of the version that is asked for counts, else that of a package that is
  /// given, else the user's, else the first.
  func schema(_ url: String, in package: UInt32? = nil) -> (schema: ProfileSchema, package: UInt32)? {
    let (plain, version) = Canonical.parts(of: url)
    guard let found = loaded?.entry(plain, version: version, in: package) else {
      return packSchema(plain, version: version, in: package)
    }
    // A profile of the pack means what stands beside it there.
    if version == nil, let package, package < LoadedProfiles.firstPackage,
      let own = packSchema(plain, version: nil, in: package), own.package == package
    {
      return own
    }
    return (found.schema, found.package)
  }

  private func packSchema(_ plain: String, version: String?, in package: UInt32?) -> (schema: ProfileSchema, package: UInt32)? {
    guard let number = strings.number(of: plain) else { return nil }
    var low = firstRow(number)
    if let version { return packSchema(version: version, number, from: low) }
    var first: Int?
    while low < count, rows[low * PackFormat.profileSize] == number {
      defer { low += 1 }
      if let package, self.package(at: low) == package {
        first = low
        break
      } else if first == nil {
        first = low
      }
    }
    return first.flatMap { row in schema(at: row).map { ($0, self.package(at: row)) } }
  }

  /// The packages that define a profile of a URL without a version: one of a user's where there is one, else those of the pack.
  func packages(defining url: String) -> [UInt32] {
    if let found = loaded?.entry(url, version: nil, in: nil) { return [found.package] }
    guard let number = strings.number(of: url) else { return [] }
    var packages: [UInt32] = []
    for row in firstRow(number)..<max(firstRow(number), count) {
      guard rows[row * PackFormat.profileSize] == number else { break }
      packages.append(package(at: row))
    }
    return packages
  }

  /// Whether some profile names an invariant of a key: a search through the texts of all.
  func haveInvariant(_ key: String) -> Bool {
    if let loaded, loaded.entries.values.joined().contains(where: { $0.schema.root.hasInvariant(key) }) { return true }
    let wanted = Array("{\"key\":\(SchemaWriter.quoted(key)),\"severity\"".utf8)
    // Safe: the slices lie inside of the bytes.
    let bytes = unsafe texts.buffer
    guard bytes.count >= wanted.count, let first = wanted.first else { return false }
    for start in 0...bytes.count - wanted.count where unsafe bytes[start] == first {
      if unsafe bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
    }
    return false
  }

  /// The profile of a version among the rows of a URL.
  private func packSchema(version: String, _ number: UInt32, from first: Int) -> (schema: ProfileSchema, package: UInt32)? {
    var found: [(schema: ProfileSchema, package: UInt32)] = []
    for row in first..<max(first, count) {
      guard rows[row * PackFormat.profileSize] == number else { break }
      if let schema = schema(at: row) { found.append((schema, package(at: row))) }
    }
    return Canonical.index(of: version, among: found.map(\.schema.version)).map { found[$0] }
  }

  /// The profiles that something a user brought names for types of resources: a capability statement, a message definition
  /// or an implementation guide.
  package func sources(_ url: String) -> [ProfileSource] { loaded?.sources[Canonical.withoutVersion(url)] ?? [] }

  /// Whether a URL is that of something a user brought that may name profiles, whether it does or not.
  package func isSource(_ url: String) -> Bool { loaded?.sources[Canonical.withoutVersion(url)] != nil }

  /// Whether a URL is that of a logical model, which no payload can be held to.
  package func isLogicalModel(_ url: String) -> Bool {
    loaded?.logicalModels.contains(Canonical.withoutVersion(url)) ?? false
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
    return try? ProfileReader.profile(source, symbols: symbols)
  }
}
