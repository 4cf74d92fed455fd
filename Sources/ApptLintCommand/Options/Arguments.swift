/// A parsed command line.
package struct Arguments {
  /// The options in the order given; a switch has an empty value.
  private(set) var options: [(name: String, value: String)] = []
  /// The operands, in the order given.
  package private(set) var operands: [String] = []

  /// Parses a command line. Throws if an option is unknown, lacks its value or is not allowed.
  ///
  /// If `takesDashes`, an operand, such as an expression, may start with a dash.
  package init(_ words: [String], options table: [Option], takesDashes: Bool = false) throws(CommandError) {
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if word == "--" {
        operands += words[index...]
        return
      }
      let isOperand = !word.hasPrefix("-") || word == "-" || takesDashes && !word.hasPrefix("--") && word != "-h"
      if isOperand {
        operands.append(word)
        continue
      }
      let equals = word.firstIndex(of: "=")
      let given = word == "-h" ? Option.help.name : String(word[..<(equals ?? word.endIndex)])
      guard let option = table.first(where: { $0.name == given }) else {
        if (try? Platform.kind(of: word)) != nil { throw CommandError("unknown option \(given); for the file, write ./\(word)") }
        throw CommandError(
          "unknown option \(given)" + Suggestion.text(for: given, among: table.map(\.name)))
      }
      if !option.repeats && has(option) && option.argument != nil { throw CommandError("\(option.name) is given more than once") }
      var value = equals.map { String(word[word.index(after: $0)...]) }
      if let argument = option.argument {
        if value == nil && index < words.count {
          value = words[index]
          index += 1
        }
        guard let value, !value.isEmpty else { throw CommandError("\(option.name) requires a value: \(option.name) \(argument)") }
        self.options.append((option.name, value))
      } else {
        if value != nil { throw CommandError("\(option.name) takes no value") }
        self.options.append((option.name, ""))
      }
      try check(option, value)
    }
  }

  private func check(_ option: Option, _ value: String?) throws(CommandError) {
    guard let value, !option.choices.isEmpty, !option.choices.contains(value) else { return }
    if option.ignoresCase, option.choices.contains(where: { $0.lowercased() == value.lowercased() }) { return }
    let choices = option.choices.joined(separator: ", ")
    let list = "; expected one of \(choices)"
    let advice = option.ignoresCase ? list : Suggestion.text(for: value, among: option.choices, otherwise: list)
    throw CommandError("invalid value '\(value)' for \(option.name)" + advice)
  }

  package func has(_ option: Option) -> Bool { options.contains { $0.name == option.name } }

  /// The value of an option, if it is given.
  package func value(_ option: Option) -> String? { options.last { $0.name == option.name }?.value }

  /// The values of a repeatable option, with comma-separated lists split; nil if it is not given.
  func list(_ option: Option) -> [String]? {
    let values = options.filter { $0.name == option.name }.map(\.value)
    guard !values.isEmpty else { return nil }
    return values.flatMap { $0.split(separator: ",").map(String.init) }
  }

  /// How many threads to use.
  func jobs() throws(CommandError) -> Int { min(try number(.jobs) ?? Platform.processorCount, 256) }

  /// The values of a repeatable option; nil if it is not given.
  func values(_ option: Option) -> [String]? {
    let values = options.filter { $0.name == option.name }.map(\.value)
    return values.isEmpty ? nil : values
  }

  /// The value of an option as a number of at least `minimum`.
  package func number(_ option: Option, minimum: Int = 1, allowsUnits: Bool = false) throws(CommandError) -> Int? {
    guard let value = value(option) else { return nil }
    var digits = Substring(value)
    var shift = 0
    if allowsUnits, let unit = ["K": 10, "M": 20, "G": 30][digits.suffix(1).uppercased()] {
      shift = unit
      digits = digits.dropLast()
    }
    guard let number = Int(digits), number >= minimum, number <= Int.max >> (shift + 1) else {
      throw CommandError("invalid value '\(value)' for \(option.name); expected a whole number of at least \(minimum)")
    }
    return number << shift
  }
}
