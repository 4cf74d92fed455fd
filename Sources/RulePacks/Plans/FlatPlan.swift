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

  /// What tells the branches of an element apart.
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
  var needs: [RulePlan.Need] = []
  var registers: [Int32] = []
}

extension ElementQuery.Term {
  /// As rule files have it.
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

/// The elements of a plan in flat arrays.
struct FlatPlan {
  private(set) var elements: [RulePlan.Element] = []
  private(set) var edges: [RulePlan.Edge] = []
  private(set) var branches: [RulePlan.Branch] = []
  private(set) var steps: [RulePlan.Step] = []
  private(set) var needs: [RulePlan.Need] = []
  private(set) var emptied: [Int32] = []
  private(set) var registerCount = 0

  init() {}

  init(_ builds: [PlanBuild], _ tests: [RulePlan.Test]) {
    var places = [Int32](repeating: 0, count: builds.reduce(0) { $0 + $1.registers.count })
    for build in builds {
      for register in build.registers {
        places[Int(register)] = Int32(registerCount)
        registerCount += 1
      }
    }
    registerCount = 0
    var isOfDescendants = [Bool](repeating: false, count: builds.count)
    for branch in builds.flatMap(\.branches) where branch.branch.kind == .descendants { isOfDescendants[branch.build] = true }
    for (index, build) in builds.enumerated() {
      var element = RulePlan.Element()
      element.registers = RulePlan.Slice(first: Int32(registerCount), end: Int32(registerCount + build.registers.count))
      registerCount += build.registers.count
      element.edges.first = Int32(edges.count)
      for edge in build.edges {
        element.children |= 1 << UInt64(edge.name.rawValue & 63)
        let first = Int32(emptied.count)
        emptied += edge.emptied
        edges.append(
          RulePlan.Edge(
            name: edge.name.rawValue, node: Int32(edge.build), includesEmpty: edge.includesEmpty,
            emptied: RulePlan.Slice(first: first, end: Int32(emptied.count))))
      }
      element.edges.end = Int32(edges.count)
      element.branches.first = Int32(branches.count)
      for branch in build.branches {
        var flat = branch.branch
        flat.node = Int32(branch.build)
        if flat.kind == .first { flat.register = places[Int(flat.register)] }
        if isOfDescendants[index], flat.kind == .matching { element.children |= 1 << UInt64(flat.name & 63) }
        branches.append(flat)
      }
      element.branches.end = Int32(branches.count)
      element.steps.first = Int32(steps.count)
      for var step in build.steps where traits(of: step, tests) == 0 {
        if places.indices.contains(Int(step.register)) { step.register = places[Int(step.register)] }
        steps.append(step)
      }
      element.steps.end = Int32(steps.count)
      element.screened.first = element.steps.end
      for var step in build.steps where traits(of: step, tests) != 0 {
        step.register = traits(of: step, tests)
        steps.append(step)
      }
      element.screened.end = Int32(steps.count)
      element.needs.first = Int32(needs.count)
      for var need in build.needs {
        need.register = places[Int(need.register)]
        needs.append(need)
      }
      element.needs.end = Int32(needs.count)
      elements.append(element)
    }
  }

  /// The traits without which a value passes the test of a step; 0 where no trait tells.
  private func traits(of step: RulePlan.Step, _ tests: [RulePlan.Test]) -> Int32 {
    guard case .test = step.kind else { return 0 }
    switch tests[Int(step.test)].kind {
    case .trimmed: return RulePlan.Trait.blankEnd
    case .zoned, .offset, .utc, .fraction: return RulePlan.Trait.time
    case .notPlaceholder: return RulePlan.Trait.url
    default: return 0
    }
  }
}
