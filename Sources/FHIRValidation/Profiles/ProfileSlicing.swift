import FHIRDefinitions
import FHIRSyntax

/// Sorts the occurrences of an element into the slices of a profile, and checks each against its slice.
extension ProfileWalk {
  mutating func checkSlices(
    of element: ProfileElement, _ items: [Node], inside node: Node, _ profile: Profile, into validation: inout Validation
  ) {
    guard let slicing = element.slicing, !slicing.discriminators.isEmpty else {
      return leaveOut(slicing: element, profile, into: &validation)
    }
    var counts = [Int](repeating: 0, count: element.slices.count)
    var sorted = [[Node]](repeating: [], count: element.slices.count)
    var lastSlice = -1
    var firstUnmatched: Node?
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
        if firstUnmatched == nil { firstUnmatched = item }
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
      } else if slicing.rules == .openAtEnd, let firstUnmatched {
        validation.report(
          ProfileRules.sliceOrder.finding(
            document.headRange(of: firstUnmatched),
            "this is none of the slices of the profile \(code: profile.canonical), and comes before \(code: element.slices[found].name)",
            node: firstUnmatched))
      }
      lastSlice = max(lastSlice, found)
    }
    for (index, slice) in element.slices.enumerated() {
      checkNumber(counts[index], of: slice, sorted[index], element, inside: node, profile, into: &validation)
      if slice.element.max == 0 { continue }
      for item in sorted[index] { check(item, slice.element, of: profile, into: &validation) }
      // A slice may be sliced again.
      if !slice.element.slices.isEmpty {
        checkSlices(of: slice.element, sorted[index], inside: node, profile, into: &validation)
      }
    }
  }

  private mutating func checkNumber(
    _ count: Int, of slice: ProfileSlice, _ items: [Node], _ element: ProfileElement, inside node: Node, _ profile: Profile,
    into validation: inout Validation
  ) {
    if count < slice.element.min, !document.isCutOff(node), let slicing = element.slicing,
      let criteria = criteria(of: slice.element, slicing, profile)
    {
      validation.report(
        ProfileRules.sliceMinimum.finding(
          document.headRange(of: node),
          "\(words: name(element.name)) \(code: slice.name) is missing, which the profile \(code: profile.canonical) demands",
          help: "Add \(name(element.name)) with \(criteria.summary).", node: node))
    }
    if let max = slice.element.max, count > max {
      for item in items.dropFirst(max).prefix(max == 0 ? .max : 1) {
        validation.report(
          ProfileRules.sliceMaximum.finding(
            document.headRange(of: item),
            max == 0
              ? "\(words: name(element.name)) \(code: slice.name) is not allowed by the profile \(code: profile.canonical)"
              : "\(max) of \(words: name(element.name)) \(code: slice.name) are the most by the profile \(code: profile.canonical), found \(count)",
            node: item))
      }
    }
  }

  private mutating func reportUnmatched(
    _ item: Node, _ element: ProfileElement, _ slicing: SlicingSchema, _ profile: Profile, into validation: inout Validation
  ) {
    if slicing.rules == .closed {
      var wanted: [String] = []
      for slice in element.slices {
        if let criteria = criteria(of: slice.element, slicing, profile) { wanted.append(criteria.summary) }
      }
      validation.report(
        ProfileRules.unmatched.finding(
          document.headRange(of: item),
          "this is none of the slices of \(words: name(element.name)) in the profile \(code: profile.canonical)",
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
