import FHIRSyntax

/// Suggestions for misspelled words.
enum Suggestion {
  /// The end of an error message about an unknown word: `; did you mean --format?`, or `otherwise` if nothing is close.
  static func text(for word: String, among candidates: [String], otherwise: String = "") -> String {
    Nearest.text(to: word, among: candidates).map { "; did you mean \($0)?" } ?? otherwise
  }
}
