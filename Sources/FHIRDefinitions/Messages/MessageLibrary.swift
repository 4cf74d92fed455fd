/// The available MessageDefinitions: few, so they are searched linearly.
package struct MessageLibrary: Sendable {
  package let definitions: [MessageDefinition]

  /// A library of definitions; of several with the same URL, the first counts.
  package init(_ definitions: [MessageDefinition]) {
    self.definitions = definitions
  }

  /// The definition of a canonical URL, which may have `|` and a version; nil if that version is unknown.
  package func definition(_ url: String) -> MessageDefinition? {
    let parts = url.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    return definitions.first { definition in
      definition.url == parts[0] && (parts.count == 1 || definition.version.map { $0 == parts[1] } ?? true)
    }
  }
}
