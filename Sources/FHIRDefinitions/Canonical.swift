/// Canonical URLs.
package enum Canonical {
  /// A canonical URL without `|` and what follows it.
  package static func withoutVersion(_ url: String) -> String {
    // Few have a version, and searching the bytes directly is much faster.
    // Safe: the buffer is used only inside this closure.
    let hasNone = unsafe url.utf8.withContiguousStorageIfAvailable { unsafe !$0.contains(UInt8(ascii: "|")) }
    if hasNone == true { return url }
    return url.utf8.firstIndex(of: UInt8(ascii: "|")).map { String(url[..<$0]) } ?? url
  }

  /// A canonical URL without its version, and the version.
  static func parts(of url: String) -> (plain: String, version: String?) {
    let plain = withoutVersion(url)
    return (plain, plain.utf8.count < url.utf8.count ? String(url.utf8.dropFirst(plain.utf8.count + 1)) : nil)
  }

  /// The index, among the available versions, of the requested one: exactly that version, or the latest that starts with it, as
  /// 1.2.0 does with 1.2.
  static func index(of wanted: String, among versions: [String?]) -> Int? {
    if let exact = versions.firstIndex(of: wanted) { return exact }
    return versions.indices.filter { versions[$0]?.hasPrefix(wanted + ".") ?? false }
      .max { isOlder(versions[$0], than: versions[$1]) }
  }

  /// The index of the latest of the given versions, the first if several are equal; nil if there are none.
  static func indexOfLatest(among versions: [String?]) -> Int? {
    versions.indices.reduce(nil) { found, index in
      found.map { isOlder(versions[$0], than: versions[index]) } ?? true ? index : found
    }
  }

  /// Whether a version is older than another. Compares their numbers; a prerelease (with `-` and a label) is older than its
  /// release.
  private static func isOlder(_ version: String?, than other: String?) -> Bool {
    func numbers(_ text: Substring?) -> [Int] { (text ?? "").split { !$0.isNumber }.map { Int($0) ?? 0 } }
    func parts(_ version: String?) -> [Substring] { (version ?? "").split(separator: "-", maxSplits: 1) }
    let (left, right) = (parts(version), parts(other))
    let (leftNumbers, rightNumbers) = (numbers(left.first), numbers(right.first))
    if leftNumbers != rightNumbers { return leftNumbers.lexicographicallyPrecedes(rightNumbers) }
    guard left.count > 1 else { return false }
    return right.count < 2 || numbers(left.last).lexicographicallyPrecedes(numbers(right.last))
  }
}
