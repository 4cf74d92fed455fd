import Findings

/// Identifies a finding across runs: the rule, the element, and the ordinal among identical findings.
///
/// Lines and columns are not part of it, so it survives edits elsewhere in the file. Neither is the source:
/// the hash of a short text can be reversed by brute force, and the text may be patient data.
struct Fingerprint {
  /// How many findings with the same rule and element came earlier in the report.
  private var counts: [UInt64: Int] = [:]

  /// 16 hexadecimal digits for rule and element, a colon, and the ordinal among identical findings, from 1. Must be called once
  /// for each finding, in the report's order.
  mutating func next(_ finding: Finding) -> String {
    let hash = Self.hash([finding.code, finding.name, finding.element ?? ""])
    counts[hash, default: 0] += 1
    return "\(Self.digits(hash)):\(counts[hash, default: 1])"
  }

  /// 32 hexadecimal digits for a file, the first line of a payload in it, and the fingerprint of a finding in that payload.
  static func inFile(_ path: String, line: Int, _ fingerprint: String) -> String {
    let parts = [path, String(line), fingerprint]
    return digits(hash(parts)) + digits(hash(parts, basis: 0x6C62_272E_07BB_0142))
  }

  /// 64-bit FNV-1a, with a zero after each part.
  private static func hash(_ parts: [String], basis: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
    var hash = basis
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = hash &* 0x100_0000_01B3
    }
    return hash
  }

  private static func digits(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
