import FHIRSyntax

/// An element of a plan that is being compiled.
struct PlanBuild {
  struct Edge {
    var name: Symbol
    var includesEmpty: Bool
    var emptied: [Int32] = []
    var build: Int
  }

  struct Branch {
    var key: Key
    var branch: RulePlan.Branch
    var build: Int
  }

  /// A condition that registers must meet when the walk leaves an element.
  struct Need {
    enum Kind {
      /// The register is set.
      case set
      /// The register is set if the next one is.
      case setIfTried
      /// The register is between two numbers.
      case between
    }

    var kind: Kind
    var part: Int32
    var register: Int32
    var minimum: UInt64 = 0
    var maximum: UInt64 = .max
  }

  /// The key that distinguishes the branches of an element.
  struct Key: Equatable {
    private let text: String

    init(_ step: ElementQuery.Step, _ includesEmpty: Bool) {
      switch step {
      case .matching(let terms): text = "where(\(terms.map(\.description).joined(separator: " and ")))\(includesEmpty)"
      case .ofType(let type): text = "ofType(\(type.text))"
      case .child(let name): text = "\(name.text)[x]\(includesEmpty)"
      case .descendants: text = "descendants()"
      case .resolve: text = "resolve()"
      case .first: text = "first()"
      }
    }
  }

  var edges: [Edge] = []
  var branches: [Branch] = []
  var steps: [RulePlan.Step] = []
  var needs: [Need] = []
  var registers: [Int32] = []
}

extension ElementQuery.Term {
  /// The condition as written in rule files.
  var description: String {
    let path = path.isEmpty ? "$this" : path.map(\.text).joined(separator: ".")
    return switch condition {
    case .equals(let text): "\(path) = '\(text)'"
    case .differs(let text): "\(path) != '\(text)'"
    case .startsWith(let text): "\(path).startsWith('\(text)')"
    case .exists: "\(path).exists()"
    case .absent: "\(path).exists().not()"
    }
  }
}

/// The positions of registers in a flat plan.
struct RegisterLayout {
  struct Location {
    var word: Int32 = 0
    /// The bit in the word; 0 if the register has a whole word.
    var mask: UInt64 = 0
  }

  private var locations: [Location]
  /// The words of each build.
  private(set) var owned: [RulePlan.Slice] = []
  /// The number of words.
  private(set) var count = 0

  subscript(register: Int32) -> Location { locations[Int(register)] }

  init(_ builds: [PlanBuild]) {
    let registers = builds.reduce(0) { $0 + $1.registers.count }
    locations = [Location](repeating: Location(), count: registers)
    // Registers that count or need more than one bit, and registers that are the first of two adjacent bits.
    var isWord = [Bool](repeating: false, count: registers)
    var isPair = isWord
    for step in builds.flatMap(\.steps) {
      switch step.kind {
      case .count: isWord[Int(step.register)] = true
      case .unique: (isWord[Int(step.register)], isWord[Int(step.register) + 1]) = (true, true)
      case .testAny: isPair[Int(step.register)] = true
      case .suspect, .requireProfile, .message, .reach, .visible, .content, .value, .test: continue
      }
    }
    for branch in builds.flatMap(\.branches) where branch.branch.kind == .first { isWord[Int(branch.branch.register)] = true }
    for need in builds.flatMap(\.needs) {
      switch need.kind {
      case .between: isWord[Int(need.register)] = true
      case .setIfTried: isPair[Int(need.register)] = true
      case .set: continue
      }
    }
    for build in builds {
      let first = Int32(count)
      for register in build.registers where isWord[Int(register)] {
        locations[Int(register)] = Location(word: Int32(count))
        count += 1
      }
      var bit = 64
      for register in build.registers where !isWord[Int(register)] {
        if bit + (isPair[Int(register)] ? 1 : 0) > 63 {
          bit = 0
          count += 1
        }
        locations[Int(register)] = Location(word: Int32(count - 1), mask: 1 << UInt64(bit))
        bit += 1
      }
      owned.append(RulePlan.Slice(first: first, end: Int32(count)))
    }
  }

  /// Adds a bit to the marks, which have one entry for each word.
  static func join(_ location: Location, _ marks: inout [RulePlan.Mark]) {
    if let index = marks.firstIndex(where: { $0.register == location.word }) {
      marks[index].mask |= location.mask
    } else {
      marks.append(RulePlan.Mark(register: location.word, mask: location.mask))
    }
  }
}
