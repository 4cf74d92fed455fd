import FHIRDefinitions
import FHIRSyntax
import Findings

/// Assigns the items of an element to the slices of a profile, and checks each against its slice.
extension ProfileWalk {
  /// `parent` is the element that contains the sliced element; `outer` is the slicing of the enclosing slices, used if the
  /// element is a slice that is sliced again without its own slicing.
  mutating func checkSlices(
    of element: ProfileElement, inside parent: ProfileElement?, as outer: SlicingSchema? = nil, _ items: [Node],
    inside node: Node, _ profile: Profile, into validation: inout Validation
  ) {
    // Without items, only required slices are checked.
    if items.isEmpty, element.slices.allSatisfy({ $0.element.min == 0 }) { return }
    guard let slicing = slicing(of: element, inside: parent, as: outer, profile) else {
      return markUnchecked(slicing: element, profile, into: &validation)
    }
    let known = criteria(ofSlicesOf: element, inside: parent, slicing, profile)
    if zip(element.slices, known).contains(where: { $1 == nil && !$0.isDefault }) {
      markUnchecked(slicing: element, profile, into: &validation)
    }
    var assignment = SliceAssignment(sliceCount: element.slices.count)
    for item in items {
      if validation.isFull { return }
      switch membership(of: item, element, known, profile, into: &validation) {
      case .slice(let index):
        assignment.items[index].append(item)
        checkOrder(of: item, in: index, element, slicing, profile, &assignment, into: &validation)
      case .noSlice:
        assignment.unmatched.append(item)
        reportUnmatched(item, element, known, slicing, profile, into: &validation)
      case .anyOf(let possible):
        for index in possible { assignment.undetermined[index] += 1 }
        if possible.contains(where: { known[$0] != nil }) {
          markUnchecked(membershipIn: element, slicing, profile, into: &validation)
        }
      }
    }
    for (index, slice) in element.slices.enumerated() {
      let (assigned, undetermined) = (assignment.items[index], assignment.undetermined[index])
      if let criteria = known[index], assigned.count + undetermined < slice.element.min {
        reportMissing(
          assigned.count, of: slice, element, criteria, assignment.unmatched, inside: node, profile, into: &validation)
      }
      checkCardinality(of: slice, assigned, undetermined, element, inside: node, profile, into: &validation)
      if slice.element.max == 0 { continue }
      for item in assigned { check(item, slice.element, of: profile, into: &validation) }
      // A slice may be sliced again.
      if !slice.element.slices.isEmpty {
        checkSlices(of: slice.element, inside: nil, as: slicing, assigned, inside: node, profile, into: &validation)
      }
    }
  }

  /// The slicing of an element: its own, that of the enclosing slices, or that of a profile of the enclosing type.
  private mutating func slicing(
    of element: ProfileElement, inside parent: ProfileElement?, as outer: SlicingSchema?, _ profile: Profile
  ) -> SlicingSchema? {
    if let own = element.slicing, !own.discriminators.isEmpty { return own }
    guard let inherited = outer ?? sameElement(as: element, inside: parent, profile)?.slicing else { return nil }
    return SlicingSchema(element.slicing?.rules ?? .open, discriminators: inherited.discriminators)
  }

  /// The criteria of each slice of an element; nil for a slice whose criteria are unknown.
  private mutating func criteria(
    ofSlicesOf element: ProfileElement, inside parent: ProfileElement?, _ slicing: SlicingSchema, _ profile: Profile
  ) -> [SliceCriteria?] {
    element.slices.map { slice in
      if let found = criteria(of: slice.element, among: element.slices, slicing, profile) { return found }
      // A profile of the enclosing type may define the slice and its criteria.
      let elsewhere = sameElement(as: element, inside: parent, profile)
      return elsewhere?.slices.first { $0.name == slice.name }.flatMap {
        criteria(of: $0.element, among: elsewhere?.slices ?? [], elsewhere?.slicing ?? slicing, profile)
      }
    }
  }

  /// Determines the slice that an item belongs to, and reports an item that matches two slices.
  private mutating func membership(
    of item: Node, _ element: ProfileElement, _ known: [SliceCriteria?], _ profile: Profile, into validation: inout Validation
  ) -> SliceMembership {
    var found: Int?
    var possible: [Int] = []
    for (index, slice) in element.slices.enumerated() where !slice.isDefault {
      guard let criteria = known[index], let isMatch = meets(criteria, item) else {
        possible.append(index)
        continue
      }
      if !isMatch { continue }
      if let first = found {
        validation.report(
          ProfileRules.ambiguous.finding(
            document.headRange(of: item),
            "this matches both slices \(code: element.slices[first].name) and \(code: slice.name) of profile \(code: profile.canonical)",
            node: item))
        break
      }
      found = index
    }
    if let found { return .slice(found) }
    if !possible.isEmpty { return .anyOf(possible) }
    return element.slices.firstIndex { $0.isDefault }.map { .slice($0) } ?? .noSlice
  }

  /// If slices are ordered, reports an item that follows an item of a later slice. If unmatched items must come last, reports an
  /// unmatched item that precedes an item of a slice.
  private func checkOrder(
    of item: Node, in slice: Int, _ element: ProfileElement, _ slicing: SlicingSchema, _ profile: Profile,
    _ assignment: inout SliceAssignment, into validation: inout Validation
  ) {
    if slicing.isOrdered, slice < assignment.lastSlice {
      validation.report(
        ProfileRules.sliceOrder.finding(
          document.headRange(of: item),
          "slice \(code: element.slices[slice].name) must come before slice \(code: element.slices[assignment.lastSlice].name) of profile \(code: profile.canonical)",
          node: item))
    } else if slicing.rules == .openAtEnd, let firstUnmatched = assignment.unmatched.first {
      validation.report(
        ProfileRules.sliceOrder.finding(
          document.headRange(of: firstUnmatched),
          "an item outside the slices of profile \(code: profile.canonical) must come after slice \(code: element.slices[slice].name)",
          node: firstUnmatched))
      assignment.unmatched = []
    }
    assignment.lastSlice = max(assignment.lastSlice, slice)
  }

  private mutating func reportMissing(
    _ count: Int, of slice: ProfileSlice, _ element: ProfileElement, _ criteria: SliceCriteria, _ unmatched: [Node],
    inside node: Node, _ profile: Profile, into validation: inout Validation
  ) {
    if document.isCutOff(node) { return }
    var message: Message =
      count == 0 && slice.element.min == 1
      ? "\(text: name(element.name)) slice \(code: slice.name) is required by profile \(code: profile.canonical)"
      : "profile \(code: profile.canonical) requires \(text: name(element.name)) slice \(code: slice.name) at least \(text: Self.times(slice.element.min)), found \(count)"
    // Extensions are identified by their URLs: an unmatched extension is a different extension.
    if element.name != .extension, let reason = closestMismatch(among: unmatched, criteria) {
      message = "\(message); \(reason)"
    }
    validation.report(
      ProfileRules.sliceMinimum.finding(
        document.headRange(of: node), message, help: "Add \(name(element.name)) with \(criteria.summary).", node: node))
  }

  private mutating func checkCardinality(
    of slice: ProfileSlice, _ items: [Node], _ undetermined: Int, _ element: ProfileElement, inside node: Node,
    _ profile: Profile,
    into validation: inout Validation
  ) {
    if reportsMustSupport, slice.element.mustSupport, items.count + undetermined == 0, slice.element.min == 0,
      slice.element.max != 0
    {
      validation.report(
        ProfileRules.mustSupport.finding(
          document.headRange(of: node),
          "\(text: name(element.name)) slice \(code: slice.name) is mustSupport in profile \(code: profile.canonical), but missing",
          node: node))
    }
    if let max = slice.element.max ?? ownMaximum(ofExtension: slice.element, profile), items.count > max {
      for item in items.dropFirst(max).prefix(max == 0 ? .max : 1) {
        let finding = ProfileRules.sliceMaximum.finding(
          document.headRange(of: item),
          max == 0
            ? "\(text: name(element.name)) slice \(code: slice.name) is not allowed by profile \(code: profile.canonical)"
            : "profile \(code: profile.canonical) allows \(text: name(element.name)) slice \(code: slice.name) at most \(text: Self.times(max)), found \(items.count)",
          node: item)
        validation.report(relating(finding, to: items, max))
      }
    }
  }

  /// The maximum in an extension's own definition, which applies if the referring profile sets none.
  mutating func ownMaximum(ofExtension slice: ProfileElement, _ profile: Profile) -> Int? {
    guard slice.types.count == 1, slice.types.first?.name == "Extension" else { return nil }
    return roots(of: slice, profile).first?.max
  }

  private mutating func reportUnmatched(
    _ item: Node, _ element: ProfileElement, _ known: [SliceCriteria?], _ slicing: SlicingSchema, _ profile: Profile,
    into validation: inout Validation
  ) {
    if slicing.rules == .closed {
      var wanted: [String] = []
      var reason: Message?
      for criteria in known.compactMap({ $0 }) {
        wanted.append(criteria.summary)
        if element.slices.count == 1 { reason = mismatch(item, criteria) }
      }
      let message: Message =
        "this matches no \(text: name(element.name)) slice of profile \(code: profile.canonical)"
      validation.report(
        ProfileRules.unmatched.finding(
          document.headRange(of: item), reason.map { "\(message): \($0)" } ?? message,
          help: wanted.count <= 6 ? "Write an item with \(Alternatives.text(wanted))." : nil, node: item))
      return
    }
    // The parts of an extension have the names that its definition specifies; other nested extensions may have URLs.
    guard element.name == .extension, profile.typeName == "Extension", profile.contexts.isEmpty == false,
      let urlNode = document.element(.url, of: item), let url = document.value(of: urlNode), !ReferenceText.hasScheme(url)
    else { return }
    let names = known.compactMap { criteria -> String? in
      guard case .values(let values)? = criteria?.criteria.first?.condition, case .text(let text)? = values.first?.value else {
        return nil
      }
      return text
    }
    let nearest = Nearest.text(to: url, among: names)
    validation.report(
      ProfileRules.unknownPart.finding(
        document.valueRange(of: urlNode),
        "expected a part of extension \(code: profile.url), found \(typed.found(url, at: urlNode))",
        help: nearest.map { "Did you mean \($0)?" }, node: item))
  }

  /// The same element in a profile of the enclosing type, if that profile also slices it.
  private mutating func sameElement(
    as element: ProfileElement, inside parent: ProfileElement?, _ profile: Profile
  ) -> ProfileElement? {
    parent.map { roots(of: $0, profile) }?.lazy.compactMap { root in
      root.children.first { $0.name == element.name && !$0.slices.isEmpty }
    }.first
  }

  private func markUnchecked(slicing element: ProfileElement, _ profile: Profile, into validation: inout Validation) {
    validation.markUnchecked(
      NotChecked(
        code: ProfileRules.sliceMinimum.code, requirement: ProfileRules.sliceMinimum.requirement,
        reason:
          "The profile \(text: profile.canonical) does not say what distinguishes the slices of \(text: name(element.name))."))
  }

  /// Records that the slice of an item is undetermined, if that matters.
  private func markUnchecked(
    membershipIn element: ProfileElement, _ slicing: SlicingSchema, _ profile: Profile, into validation: inout Validation
  ) {
    guard slicing.rules == .closed || element.slices.contains(where: { $0.element.min > 0 || $0.element.max != nil }) else {
      return
    }
    validation.markUnchecked(
      NotChecked(
        code: ProfileRules.sliceMinimum.code, requirement: ProfileRules.sliceMinimum.requirement,
        reason:
          "The payload alone does not determine which slice of \(text: name(element.name)) in the profile \(text: profile.canonical) matches."
      ))
  }
}

extension ProfileSlice {
  /// Whether it is the slice for items that match no other (FHIR, Profiling: the default slice).
  fileprivate var isDefault: Bool { name == "@default" }
}

/// The slice that an item belongs to.
private enum SliceMembership {
  case slice(Int)
  case noSlice
  /// The payload or the profile does not determine which of these, if any.
  case anyOf([Int])
}

/// The items of an element, assigned to its slices.
private struct SliceAssignment {
  /// The items that belong to each slice.
  var items: [[Node]]
  /// The number of items that may belong to each slice but cannot be assigned.
  var undetermined: [Int]
  /// The items that belong to no slice.
  var unmatched: [Node] = []
  /// The last of the slices that have items; -1 if none has.
  var lastSlice = -1

  init(sliceCount: Int) {
    items = [[Node]](repeating: [], count: sliceCount)
    undetermined = [Int](repeating: 0, count: sliceCount)
  }
}
