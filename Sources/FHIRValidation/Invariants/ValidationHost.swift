package import FHIRDefinitions
import FHIRPath
package import FHIRSyntax
import Findings

/// Provides terminology, profiles and narrative to expressions, using the checks of this module.
package struct ValidationHost: FHIRPathHost {
  private let typed: TypedDocument
  private let references: ReferenceIndex
  private let library: ProfileLibrary?
  private let invariants: InvariantLibrary?
  private let now: Int64
  /// The current nesting depth of profiles that refer to each other.
  private let depth: Int

  /// Deeper than any real nesting of profiles. Without a limit, checking a profile whose invariant refers to the profile itself
  /// would never end.
  private static let maxDepth = 4

  package init(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ library: ProfileLibrary?, invariants: InvariantLibrary?, now: Int64,
    depth: Int = 0
  ) {
    self.typed = typed
    self.references = references
    self.library = library
    self.invariants = invariants
    self.now = now
    self.depth = depth
  }

  package func isMember(_ node: Node, of valueSet: String) -> Bool? {
    BindingCheck(typed).membership(of: node, in: valueSet)
  }

  package func isMember(code: String, of valueSet: String) -> Bool? {
    BindingCheck(typed).membership(of: code, in: valueSet)
  }

  package func conforms(_ node: Node, to profile: String) -> Bool? {
    guard let type = typed.type(of: node) else { return nil }
    let symbols = typed.document.symbols
    if let name = ProfileLibrary.typeName(ofCanonical: profile), let wanted = symbols.symbol(String(name)),
      typed.release.type(wanted) != nil
    {
      return typed.release.isType(type, wanted)
    }
    guard depth < Self.maxDepth, let library else { return nil }
    let runner = invariants.map {
      InvariantRunner(typed, references, $0, profiles: library, now: now, depth: depth + 1)
    }
    var walk = ProfileWalk(typed, references, library, runner, reportsMustSupport: false)
    guard let known = walk.profile(profile) else { return nil }
    guard symbols.symbol(known.typeName).map({ typed.release.isType(type, $0) }) ?? false else { return false }
    return walk.conforms(node, to: known)
  }

  package func isValidNarrative(_ node: Node) -> Bool? {
    var validation = Validation(limit: 1)
    NarrativeCheck(document: typed.document).check(node, into: &validation)
    return !validation.findings.contains { $0.severity >= .error }
  }
}
