import FHIRSyntax

/// What somebody meant who wrote something else.
enum Suggestion {
  /// The end of a sentence about an unknown word: `; did you mean --format?`, or what to say where nothing is near.
  static func words(for word: String, among candidates: [String], otherwise: String = "") -> String {
    Nearest.text(to: word, among: candidates).map { "; did you mean \($0)?" } ?? otherwise
  }
}
