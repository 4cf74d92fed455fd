import FHIRDefinitions
import FHIRSyntax

/// Sorts the occurrences of an element into the slices of a profile, and checks each against its slice.
extension ProfileWalk {
  /// `outer` tells how the slices around are told apart, where the element is a slice that is sliced again and does not say so.
  mutating func checkSlices(
    of element: ProfileElement, as outer: SlicingSchema? = nil, _ items: [Node], inside node: Node, _ profile: Profile,
    into validation: inout Validation
  ) {
    let own = element.slicing.flatMap { $0.discriminators.isEmpty ? nil : $0 }
    guard let slicing = own ?? outer.map({ SlicingSchema(element.slicing?.rules ?? .open, discriminators: $0.discriminators) })
    else {
      return leaveOut(slicing: element, profile, into: &validation)
    }
    var counts = [Int](repeating: 0, count: element.slices.count)
    var sorted = [[Node]](repeating: [], count: element.slices.count)
    var lastSlice = -1
    var unmatched: [Node] = []
    for item in items {
      if validation.isFull { return }
      var found: Int?
      for (index, slice) in element.slices.enumerated() {
        guard let criteria = criteria(of: slice.element, slicing, profile) else {
          leaveOut(slicing: element, profile, into: &validation)
          continue
        }
        guard meets(criteria, item) else { continue }
        if let first = found {
          validation.report(
            ProfileRules.ambiguous.finding(
              document.headRange(of: item),
              "this is both \(code: element.slices[first].name) and \(code: slice.name) of the profile \(code: profile.canonical)",
              node: item))
          break
        }
        found = index
      }
      guard let found else {
        unmatched.append(item)
        reportUnmatched(item, element, slicing, profile, into: &validation)
        continue
      }
      counts[found] += 1
      sorted[found].append(item)
      if slicing.isOrdered, found < lastSlice {
        validation.report(
          ProfileRules.sliceOrder.finding(
            document.headRange(of: item),
            "\(code: element.slices[found].name) comes before \(code: element.slices[lastSlice].name) in the profile \(code: profile.canonical)",
            node: item))
      } else if slicing.rules == .openAtEnd, let firstUnmatched = unmatched.first {
        validation.report(
          ProfileRules.sliceOrder.finding(
            document.headRange(of: firstUnmatched),
            "this is none of the slices of the profile \(code: profile.canonical), and comes before \(code: element.slices[found].name)",
            node: firstUnmatched))
      }
      lastSlice = max(lastSlice, found)
    }
    for (index, slice) in element.slices.enumerated() {
      checkNumber(counts[index], slicing, of: slice, sorted[index], element, unmatched, inside: node, profile, into: &validation)
      if slice.element.max == 0 { continue }
      for item in sorted[index] { check(item, slice.element, of: profile, into: &validation) }
      // A slice may be sliced again.
      if !slice.element.slices.isEmpty {
        checkSlices(of: slice.element, as: slicing, sorted[index], inside: node, profile, into: &validation)
      }
    }
  }

  private mutating func checkNumber(
    _ count: Int, _ slicing: SlicingSchema, of slice: ProfileSlice, _ items: [Node], _ element: ProfileElement,
    _ unmatched: [Node], inside node: Node, _ profile: Profile, into validation: inout Validation
  ) {
    if count < slice.element.min, !document.isCutOff(node), let criteria = criteria(of: slice.element, slicing, profile) {
      var message: Message =
        count == 0 && slice.element.min == 1
        ? "\(words: name(element.name)) \(code: slice.name) is missing, which the profile \(code: profile.canonical) demands"
        : "expected \(words: name(element.name)) \(code: slice.name) at least \(words: Self.times(slice.element.min)) by the profile \(code: profile.canonical), found \(count)"
      // The names of extensions are what tells them: one that is there is another extension.
      if element.name != .extension, let reason = reason(whyNoneOf: unmatched, meets: criteria) {
        message = "\(message); \(reason)"
      }
      validation.report(
        ProfileRules.sliceMinimum.finding(
          document.headRange(of: node), message, help: "Add \(name(element.name)) with \(criteria.summary).", node: node))
    }
    if notesSupport, slice.element.mustSupport, count == 0, slice.element.min == 0, slice.element.max != 0 {
      validation.report(
        ProfileRules.mustSupport.finding(
          document.headRange(of: node),
          "\(words: name(element.name)) \(code: slice.name) must be supported by the profile \(code: profile.canonical), and is not here",
          node: node))
    }
    if let max = slice.element.max, count > max {
      for item in items.dropFirst(max).prefix(max == 0 ? .max : 1) {
        validation.report(
          ProfileRules.sliceMaximum.finding(
            document.headRange(of: item),
            max == 0
              ? "\(words: name(element.name)) \(code: slice.name) is not allowed by the profile \(code: profile.canonical)"
              : "expected \(words: name(element.name)) \(code: slice.name) at most \(words: Self.times(max)) by the profile \(code: profile.canonical), found \(count)",
            node: item))
      }
    }
  }

  private mutating func reportUnmatched(
    _ item: Node, _ element: ProfileElement, _ slicing: SlicingSchema, _ profile: Profile, into validation: inout Validation
  ) {
    if slicing.rules == .closed {
      var wanted: [String] = []
      var reason: Message?
      for slice in element.slices {
        guard let criteria = criteria(of: slice.element, slicing, profile) else { continue }
        wanted.append(criteria.summary)
        if element.slices.count == 1 { reason = mismatch(item, criteria) }
      }
      let message: Message =
        "this is none of the slices of \(words: name(element.name)) in the profile \(code: profile.canonical)"
      validation.report(
        ProfileRules.unmatched.finding(
          document.headRange(of: item), reason.map { "\(message): \($0)" } ?? message,
          help: wanted.count <= 6 ? "Write one with \(Message.all(of: wanted))." : nil, node: item))
      return
    }
    // The parts of an extension go by the names that its definition gives them; others may use URLs.
    guard element.name == .extension, profile.typeName == "Extension", profile.contexts.isEmpty == false,
      let urlNode = document.element(.url, of: item), let url = document.value(of: urlNode), !ReferenceText.hasScheme(url)
    else { return }
    let names = element.slices.compactMap { slice in
      criteria[ObjectIdentifier(slice.element)]?.criteria.first.flatMap { criterion -> String? in
        if case .values(let values) = criterion.demand, case .text(let text)? = values.first?.value { return text }
        return nil
      }
    }
    let nearest = Nearest.text(to: url, among: names)
    validation.report(
      ProfileRules.unknownPart.finding(
        document.valueRange(of: urlNode), "the extension \(code: profile.url) has no part \(payload: url)",
        help: nearest.map { "Write \($0), if that is what is meant." }, node: item))
  }

  private func leaveOut(slicing element: ProfileElement, _ profile: Profile, into validation: inout Validation) {
    guard element.slices.contains(where: { $0.element.min > 0 }) || element.slicing?.rules == .closed else { return }
    validation.leaveOut(
      Unchecked(
        code: ProfileRules.sliceMinimum.code, subject: ProfileRules.sliceMinimum.requirement,
        reason: "The profile \(profile.canonical) does not say how to tell the slices of \(name(element.name)) apart."))
  }
}
