/// A proposal for the text being typed.
package struct CompletionItem: Sendable {
  package enum Kind: Int, Sendable {
    // The values of CompletionItemKind in the Language Server Protocol.
    case element = 5
    case type = 7
    case value = 12
    case code = 20
    case reference = 18
  }

  package var label: String
  package var kind: Kind
  package var detail: String?
  package var documentation: String?
  /// The text to write. A `$0` marks where the cursor goes, if it is not the end.
  package var text: String
  /// Items are listed by rank, then label.
  package var rank = 5
}

extension Cursor {
  /// The proposals, each followed by a comma if one is needed.
  func separating(_ items: [CompletionItem]) -> [CompletionItem] {
    guard needsComma else { return items }
    return items.map { item in
      var item = item
      item.text += ","
      return item
    }
  }
}

/// Proposals, and the bytes that they replace.
package struct CompletionList: Sendable {
  package var items: [CompletionItem]
  package var replaced: Range<Int>
  /// Whether there are further items.
  package var isIncomplete = false
}
