import FHIRDefinitions
import FHIRSyntax
import Findings

/// Invariants implemented by dedicated checks, which report the error more precisely than an expression can.
///
///     ele-1                an element has a value or content    STR012
///     ext-1                value or extensions                  PRO002
///     dom-1 (STU3)         no narrative in contained            REF014
///     dom-2                nothing contained in contained       REF011
///     dom-3                contained resources are referenced   REF012
///     dom-4, dom-5 (R4)    no version or security in contained  REF013
///     ref-1                # references resolve                 REF002
///     bdl-7, bdl-8         fullUrls                             REF018, REF019
///     txt-1, txt-2         narrative                            NAR
///
/// Findings of these checks carry the key of the invariant in addition to the code of the check.
enum NativeInvariants {
  /// The key of the constraint whose violation a finding of another check reports; nil for none.
  static func key(of finding: Finding, in typed: TypedDocument) -> String? {
    switch finding.code {
    case "STR012": return "ele-1"
    case "PRO002": return "ext-1"
    case "REF002": return "ref-1"
    case "REF012": return "dom-3"
    case "REF011": return "dom-2"
    case "REF013":
      let isSecurity = finding.node.map { typed.document.name(of: $0) == "security" } ?? false
      return isSecurity ? "dom-5" : "dom-4"
    case "REF014": return "dom-1"
    case "REF018": return "bdl-7"
    case "REF019": return "bdl-8"
    case "NAR006": return "txt-2"
    default: return finding.family == .narrative && finding.severity >= .error ? "txt-1" : nil
    }
  }

  /// The keys of the constraints of specific types.
  static let keys: Set<String> = ["ext-1", "ref-1", "bdl-7", "bdl-8", "txt-1", "txt-2"]
  /// The keys of the constraints of the types from which all others derive.
  static let universal: Set<String> = ["ele-1", "dom-1", "dom-2", "dom-3", "dom-4", "dom-5", "dom-6"]
}
