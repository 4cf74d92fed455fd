import Foundation

/// A minimal JSON schema for the tests.
indirect enum Shape: Sendable {
  case string(pattern: String? = nil)
  case choice([String])
  case whole(from: Int)
  case boolean
  case list(of: Shape, isUnique: Bool = false)
  /// An object with required and optional members, and with any other members if `isOpen`.
  case object(must: [String: Shape], may: [String: Shape] = [:], isOpen: Bool = false)
  /// An object with members of any name.
  case map(of: Shape)

  /// The schema violations of a value, as paths and text.
  func errors(_ value: Any, at path: String = "$") -> [String] {
    switch self {
    case .string(let pattern):
      guard let text = value as? String else { return ["\(path) is not a string"] }
      guard let pattern else { return [] }
      return (try? Regex(pattern).wholeMatch(in: text)) != nil ? [] : ["\(path) is '\(text)'"]
    case .choice(let choices):
      return (value as? String).map(choices.contains) == true ? [] : ["\(path) is none of \(choices)"]
    case .whole(let minimum):
      guard let number = value as? NSNumber, !Self.isBoolean(number), number.doubleValue == number.doubleValue.rounded() else {
        return ["\(path) is not a whole number"]
      }
      return number.intValue >= minimum ? [] : ["\(path) is \(number)"]
    case .boolean:
      return (value as? NSNumber).map(Self.isBoolean) == true ? [] : ["\(path) is not a boolean"]
    case .list(let shape, let isUnique):
      guard let list = value as? [Any] else { return ["\(path) is not a list"] }
      let duplicates = isUnique && Set(list.map { $0 as? NSObject }).count != list.count ? ["\(path) has duplicate items"] : []
      return duplicates + list.enumerated().flatMap { shape.errors($1, at: "\(path)[\($0)]") }
    case .map(let shape):
      guard let object = value as? [String: Any] else { return ["\(path) is not an object"] }
      return object.sorted { $0.key < $1.key }.flatMap { shape.errors($1, at: "\(path).\($0)") }
    case .object(let must, let may, let isOpen):
      guard let object = value as? [String: Any] else { return ["\(path) is not an object"] }
      var errors = must.keys.filter { object[$0] == nil }.sorted().map { "\(path).\($0) is missing" }
      for (name, member) in object.sorted(by: { $0.key < $1.key }) {
        if let shape = must[name] ?? may[name] {
          errors += shape.errors(member, at: "\(path).\(name)")
        } else if !isOpen {
          errors.append("\(path).\(name) is unknown")
        }
      }
      return errors
    }
  }

  /// Whether a Foundation number came from `true` or `false`: only those have the size of a byte.
  private static func isBoolean(_ number: NSNumber) -> Bool {
    // Safe: the type is a zero-terminated string that Foundation owns.
    unsafe String(cString: number.objCType) == "c"
  }
}
