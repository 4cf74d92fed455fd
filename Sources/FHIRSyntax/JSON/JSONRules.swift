import Findings

/// The rules about JSON, most of them from RFC 8259.
enum JSONRules {
  static let missingComma = rule(
    1, "missing-comma", "Members of an object and items of an array must be separated by commas.", "2",
    help: "Insert a comma here.", fails: #"{"a": 1 "b": 2}"#, passes: #"{"a": 1, "b": 2}"#)
  static let extraComma = rule(
    2, "extra-comma", "A comma must be between two values, not before the first or after the last.", "2",
    help: "Remove this comma.", fails: #"{"a": 1, "b": 2,}"#, passes: #"{"a": 1, "b": 2}"#)
  static let missingColon = rule(
    3, "missing-colon", "A name and its value must be separated by a colon.", "4",
    help: "Insert a colon here.", fails: #"{"a" 1}"#, passes: #"{"a": 1}"#)
  static let unquotedName = rule(
    4, "unquoted-name", "A name must be in double quotes.", "4",
    help: "Put the name in double quotes.", fails: #"{a: 1}"#, passes: #"{"a": 1}"#)
  static let unquotedValue = rule(
    5, "unquoted-value", "A value must be a string in double quotes, a number, an object, an array, true, false or null.", "3",
    help: "Put the text in double quotes.", fails: #"{"status": booked}"#, passes: #"{"status": "booked"}"#)
  static let singleQuotes = rule(
    6, "single-quotes", "Strings must be in double quotes.", "7",
    help: "Use double quotes.", fails: #"{"status": 'booked'}"#, passes: #"{"status": "booked"}"#)
  static let comment = rule(
    7, "comment", "JSON must not have comments.", "2",
    help: "Remove the comment.", fails: #"{"a": 1 /* one */}"#, passes: #"{"a": 1}"#)
  static let missingBracket = rule(
    8, "missing-bracket", "Every object and array must have an opening and a closing bracket.", "2",
    help: "Write the missing bracket here.", fails: #"{"a": [{"b": 1]}"#, passes: #"{"a": [{"b": 1}]}"#)
  static let strayBracket = rule(
    9, "stray-bracket", "A closing bracket must match the last open bracket.", "2",
    help: "Remove this bracket.", fails: #"{"a": [1]], "b": 2}"#, passes: #"{"a": [1], "b": 2}"#)
  static let unterminatedString = rule(
    10, "unterminated-string", "A string must end with a double quote.", "7",
    help: "Write the closing '\"' here.", fails: "{\"a\": \"x,\n \"b\": 2}", passes: "{\"a\": \"x\",\n \"b\": 2}")
  static let strayText = rule(
    11, "stray-text", "Only whitespace is allowed between the parts of a document and after its end.", "2",
    help: "Remove this text.", fails: #"{"a": 1} done"#, passes: #"{"a": 1}"#)
  static let truncated = rule(
    12, "truncated", "A document must not end before all brackets are closed.", "2",
    help: "The end of the document is missing: send the complete document.", fails: #"{"a": [1, 2"#, passes: #"{"a": [1, 2]}"#)
  static let controlCharacter = rule(
    13, "control-character", "Control characters in strings must be escaped.", "7",
    help: "Escape the character: \\n for a line break, \\t for a tab, \\u001b for ESC, and so on.",
    fails: "{\"a\": \"x\ty\"}", passes: #"{"a": "x\ty"}"#)
  static let invalidEscape = rule(
    14, "invalid-escape", "A backslash must be followed by one of \" \\ / b f n r t, or by u and four hexadecimal digits.", "7",
    help: "Write the character itself, or '\\\\' for a backslash.", fails: #"{"a": "C:\dir"}"#, passes: #"{"a": "C:\\dir"}"#)
  static let invalidNumber = rule(
    15, "invalid-number", "A number must be digits with an optional minus sign, fraction and exponent, without leading zeros.",
    "6",
    help: "Write a plain decimal number, or put the text in double quotes.", fails: #"{"a": 01}"#, passes: #"{"a": 1}"#)
  static let missingValue = rule(
    16, "missing-value", "Every name must have a value.", "4",
    help: "Write the value, or remove the name.", fails: #"{"a": , "b": 2}"#, passes: #"{"b": 2}"#)
  static let invalidUTF8 = rule(
    17, "invalid-utf-8", "JSON text must be encoded in UTF-8.", "8.1",
    help: "Save the document as UTF-8.", fails: #"{"a": "�"}"#, passes: #"{"a": "é"}"#)
  static let otherEncoding = rule(
    18, "other-encoding", "JSON text must be encoded in UTF-8.", "8.1",
    help: "Save the document as UTF-8.", fails: #"{"a": 1} in UTF-16"#, passes: #"{"a": 1} in UTF-8"#)
  static let byteOrderMark = rule(
    19, "byte-order-mark", "JSON text must not start with a byte order mark.", "8.1", severity: .warning,
    help: "Save the document as UTF-8 without a byte order mark.", fails: #"EF BB BF {"a": 1}"#, passes: #"{"a": 1}"#)
  static let empty = rule(
    20, "empty-document", "A JSON document must have one value.", "2",
    help: "Send the resource.", fails: "", passes: #"{"resourceType": "Appointment"}"#)
  static let loneSurrogate = rule(
    21, "lone-surrogate", "\\u escapes between D800 and DFFF must be in pairs.", "8.2",
    help: "Write the character itself, or both halves of the pair.", fails: #"{"a": "\ud83d"}"#, passes: #"{"a": "\ud83d\ude00"}"#
  )
  static let unescapedQuote = rule(
    22, "unescaped-quote", "A double quote inside a string must be escaped.", "7",
    help: "Write '\\\"' for each double quote inside the string.", fails: #"{"a": "say "no" to me"}"#,
    passes: #"{"a": "say \"no\" to me"}"#)
  static let missingName = rule(
    23, "missing-name", "Every member of an object must have a name.", "4",
    help: "Write the name in double quotes.", fails: #"{: 1}"#, passes: #"{"a": 1}"#)
  static let otherBlank = rule(
    24, "other-blank", "Whitespace between the parts of a document must be spaces, tabs or line breaks.", "2",
    help: "Replace other whitespace with spaces; it often comes from a web page or word processor.",
    fails: "a no-break space (U+00A0) before a name", passes: "a space instead")
  static let tooDeep = rule(
    30, "too-deep", "Brackets must not be nested deeper than the limit (500 by default).", "9", type: .tooCostly,
    help: "No FHIR resource is nested this deep: look for a loop in the software that writes the document.",
    fails: "[[[[ ... ]]]] 501 deep", passes: #"{"a": [{"b": 1}]}"#)
  static let tooLarge = rule(
    31, "too-large", "A document must not be larger than the limit.", "9", type: .tooCostly,
    help: "Split the document, or raise the limit.", fails: "more than 256 MiB", passes: "anything smaller")

  static let all = [
    missingComma, extraComma, missingColon, unquotedName, unquotedValue, singleQuotes, comment, missingBracket, strayBracket,
    unterminatedString, strayText, truncated, controlCharacter, invalidEscape, invalidNumber, missingValue, invalidUTF8,
    otherEncoding, byteOrderMark, empty, loneSurrogate, unescapedQuote, missingName, otherBlank, tooDeep, tooLarge,
  ]

  /// The errors next to which a name may be part of a value.
  static let doubtful: Set<String> = Set(
    [
      missingComma, missingColon, unquotedName, missingBracket, strayBracket, unterminatedString, strayText, truncated,
      controlCharacter, invalidEscape, missingValue, unescapedQuote, missingName,
    ].map(\.code))

  /// The errors after which it is unclear, up to the end of the line, which quotes open a string and which close one.
  static let doubtfulLines: Set<String> = Set(
    [unquotedName, unterminatedString, strayText, controlCharacter, invalidEscape, unescapedQuote].map(\.code))

  /// The errors that leave no doubt about the structure of the document. Next to any other error, inserting a comma is not safe.
  static let harmless: Set<String> = Set(
    [missingComma, extraComma, comment, invalidNumber, byteOrderMark, loneSurrogate, otherBlank].map(\.code))

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ section: String, severity: Severity = .error,
    type: IssueType = .invalid, help: String, fails: String, passes: String
  ) -> RuleDescriptor {
    RuleDescriptor(
      code: RuleFamily.json.code(number), name: name, severity: severity, type: type,
      requirement: requirement, clause: "RFC 8259, section " + section, help: help, fails: fails, passes: passes)
  }
}
