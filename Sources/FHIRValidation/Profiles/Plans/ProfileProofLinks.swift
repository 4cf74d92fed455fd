import FHIRDefinitions
import FHIRSyntax
import Findings

/// Resolves URLs, and compiles rows of the plan when a proof first reaches them.
extension ProfileProof {
  /// The link for a URL that does not come from a payload.
  mutating func link(to url: String) -> Int32 {
    var url = url
    // Safe: the buffer is valid inside this closure.
    let (hash, known) = url.withUTF8 { utf8 -> (UInt64, Int32?) in
      guard let start = utf8.baseAddress else { return (0, nil) }
      let hash = unsafe ByteWords.hash(start, utf8.count)
      return (hash, plan.claim(hash) { unsafe plan.isEqual($0, start, utf8.count) })
    }
    if let known { return known }
    return addLink(url, hash)
  }

  private mutating func addLink(_ url: String, _ hash: UInt64) -> Int32 {
    grow { plan in
      let number = plan.link(url, from: -1)
      plan.addClaim(hash, number)
      return number
    }
  }

  /// The link for the URL in a range of the payload's bytes; nil if the definitions do not have the URL, so that payloads cannot
  /// make the plan grow.
  mutating func linkToClaim(_ start: Int, _ end: Int) -> Int32? {
    let hash = reader.hash(start, end)
    if let known = plan.claim(hash, { reader.isEqual(start, end, plan.texts, $0) }) { return known }
    let url = reader.document.source.string(start..<end)
    let release = typed.release.release
    guard library.profile(url, release) != nil || library.typeName(of: url, release) != nil else { return nil }
    return addLink(url, hash)
  }

  mutating func target(of link: Int32) -> ProfilePlan.Link.Target {
    let target = plan.links[Int(link)].target
    if case .unresolved = target { uncompiledRows.append(.link(link)) }
    return target
  }

  /// Whether the edition of a profile depends on the versions that the payload claims.
  mutating func dependsOnVersions(_ link: Int32) -> Bool {
    guard plan.links[Int(link)].hasEditions else { return false }
    if let hasVersions { return hasVersions }
    let found = claimsVersions()
    hasVersions = found
    return found
  }

  private func claimsVersions() -> Bool {
    for mark in reader.document.resources {
      guard let meta = reader.element(Symbol.meta.rawValue, of: mark.node.index) else { continue }
      var claims = reader.items(of: meta)
      while let claim = reader.next(&claims, named: Symbol.profile.rawValue) {
        let record = reader.record(claim)
        guard NodeReader.hasValue(record) else { continue }
        for offset in Int(record.valueStart)..<Int(record.valueEnd) {
          let byte = reader.byte(offset)
          if byte == UInt8(ascii: "|") || byte == UInt8(ascii: "#") { return true }
        }
      }
    }
    return false
  }

  // MARK: Rows not compiled

  /// Runs a proof, compiles the rows that it lacked, and repeats this until all rows that it reaches are compiled.
  mutating func prove(_ body: (inout ProfileProof) -> Bool) -> Bool {
    let initialSteps = steps
    while true {
      isUnsure = false
      let isProven = body(&self)
      if uncompiledRows.isEmpty { return isProven }
      // Results for targets may depend on the uncompiled rows.
      targets = TargetStates()
      if isProven { compileRows() }
      uncompiledRows.removeAll()
      if !isProven { return false }
      steps = initialSteps
    }
  }

  private mutating func compileRows() {
    let (invariants, library) = (invariants, library)
    for item in uncompiledRows {
      switch item {
      case .element(let row): if !plan.elements[Int(row)].isCompiled { grow { $0.compile(row, invariants) } }
      case .link(let link): if case .unresolved = plan.links[Int(link)].target { grow { $0.resolve(link, library) } }
      case .slicing(let row):
        if plan.slicings[Int(row)].isCompiled { continue }
        var walk = walk ?? ProfileWalk(typed, references, library, nil, reportsMustSupport: false)
        grow { $0.compile(slicing: row, &walk) }
        self.walk = walk
      }
    }
  }

  mutating func needs(slicing row: Int32) { uncompiledRows.append(.slicing(row)) }

  mutating func needs(element row: Int32) { uncompiledRows.append(.element(row)) }
}
