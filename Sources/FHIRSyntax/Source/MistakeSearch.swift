/// A grammar that decides whether a text is well-formed, from any token on.
protocol SearchableGrammar {
  /// The offset of the next byte; after an error, of the first byte that is wrong.
  var offset: Int { get }
  /// Where tokens start whose names and values are judged, and how implausible those judged so far are.
  var judgedEnd: Int { get set }
  var penalty: Int { get }
  /// The offset of text that is well-formed but probably part of a mistake; nil if there is none.
  var suspect: Int? { get }

  init(offset: Int, depth: Int, symbols: SymbolTable)

  /// Reads the next token.
  mutating func step(_ text: EditedText) -> GrammarStep

  static func candidates(_ text: EditedText) -> EditCandidates
  /// Whether a character belongs directly before what follows it, rather than after what precedes it.
  static func precedes(_ byte: UInt8) -> Bool
}

enum GrammarStep {
  case token
  case end
  case error
}

/// Searches for the single edit that makes a malformed text well-formed.
///
/// The mistake is where the text first violates the grammar, or shortly before. Each edit there is tried by reading the whole
/// text with it. Of those that succeed, the one with the lowest cost is the most likely correction: the cost depends on the
/// edit, and on how plausible the names and values next to it are.
struct MistakeSearch<Grammar: SearchableGrammar> {
  private let original: EditedText
  private let symbols: SymbolTable
  private let depth: Int
  private let start: Int
  /// How many more bytes may be read, so that the search takes linear time.
  private var budget: Int

  /// The size of the largest text that is searched, in bytes.
  private static var largest: Int { 1 << 23 }
  /// Up to this cost, an edit leaves no doubt.
  private static var certain: Int { 7 }
  /// How far the mistake may be from the position where the text violates the grammar, in bytes.
  private static var reach: Int { 240 }

  /// `bytes` are padded.
  init(_ bytes: [UInt8], count: Int, from start: Int, _ symbols: SymbolTable, depth: Int) {
    original = EditedText(bytes: bytes, originalCount: count, edit: .none)
    self.symbols = symbols
    self.depth = depth
    self.start = start
    budget = count > Self.largest ? 0 : 32 * count + 1 << 20
  }

  /// The most likely edit; nil if no single edit suffices.
  mutating func run() -> SingleEdit? {
    guard budget > 0 else { return nil }
    var grammar = newGrammar()
    scan: while true {
      switch grammar.step(original) {
      case .token: break
      case .end: return nil
      case .error: break scan
      }
    }
    let error = min(grammar.offset, original.count)
    let atError = best(from: searchStart(error), upTo: error)
    guard let suspect = grammar.suspect, (atError?.cost ?? .max) > Self.certain,
      let atSuspect = best(from: max(start, suspect - 4), upTo: min(suspect + 24, error)), atSuspect.cost < atError?.cost ?? .max
    else { return atError?.edit }
    return atSuspect.edit
  }

  private func newGrammar() -> Grammar { Grammar(offset: start, depth: depth, symbols: symbols) }

  /// The most likely edit between two offsets, neither after the first violation of the grammar.
  private mutating func best(from first: Int, upTo last: Int) -> (edit: SingleEdit, cost: Int)? {
    // The last token that starts before the first edit.
    var grammar = newGrammar()
    var tokenStart = start
    while grammar.offset <= first {
      tokenStart = grammar.offset
      guard case .token = grammar.step(original) else { break }
    }
    var state = newGrammar()
    while state.offset < tokenStart { _ = state.step(original) }
    return best(in: max(first, tokenStart)...last, from: state)
  }

  /// Where to start the search: on the line of the error or, if nothing precedes it there, on the line before.
  private func searchStart(_ error: Int) -> Int {
    var offset = error
    var hasText = false
    while offset > max(start, error - Self.reach) {
      let byte = original[offset - 1]
      if byte == 0x0A, hasText { break }
      if byte > 0x20 { hasText = true }
      offset -= 1
    }
    return offset
  }

  private mutating func best(in range: ClosedRange<Int>, from state: Grammar) -> (edit: SingleEdit, cost: Int)? {
    let candidates = Grammar.candidates(original)
    var state = state
    state.judgedEnd = range.upperBound + Self.reach / 2
    var best: (edit: SingleEdit, cost: Int, rank: Int)?
    for offset in range {
      candidates.forEach(at: offset) { edit, cost in
        let precedes = edit.removed == 0 && edit.inserted.first.map(Grammar.precedes) ?? false
        let rank = precedes ? -offset : offset
        func isWorse(_ cost: Int) -> Bool {
          best.map { $0.cost < cost || $0.cost == cost && $0.rank <= rank } ?? false
        }
        if isWorse(cost) { return }
        guard let total = total(of: edit, cost, from: state, limit: best?.cost ?? .max), !isWorse(total) else { return }
        best = (edit, total, rank)
      }
      if budget <= 0 { return nil }
    }
    return best.map { ($0.edit, $0.cost) }
  }

  /// The total cost of an edit; nil if the text is not well-formed with it, or if the cost exceeds the limit.
  private mutating func total(of edit: SingleEdit, _ cost: Int, from state: Grammar, limit: Int) -> Int? {
    let text = EditedText(bytes: original.bytes, originalCount: original.originalCount, edit: edit)
    var grammar = state
    defer { budget -= grammar.offset - state.offset + 1 }
    while grammar.offset - state.offset < budget {
      switch grammar.step(text) {
      case .token: if cost + grammar.penalty > limit { return nil }
      case .end: return cost + grammar.penalty
      case .error: return nil
      }
    }
    return nil
  }
}
