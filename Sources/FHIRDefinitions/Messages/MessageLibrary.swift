/// The available MessageDefinitions. There are few, so they are searched linearly.
package struct MessageLibrary: Sendable {
  package let definitions: [MessageDefinition]

  /// If several definitions have the same URL, the first takes precedence.
  package init(_ definitions: [MessageDefinition]) {
    self.definitions = definitions
  }

  /// The definition with a canonical URL, which may have `|` and a version; nil if there is none, or not in that version.
  package func definition(_ url: String) -> MessageDefinition? {
    let parts = url.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    return definitions.first { definition in
      definition.url == parts[0] && (parts.count == 1 || definition.version.map { $0 == parts[1] } ?? true)
    }
  }
}
