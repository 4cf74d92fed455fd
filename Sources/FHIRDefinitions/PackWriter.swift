import FHIRSyntax
import Findings

/// Compiles the definitions in `Profiles/` into the pack that `Definitions` reads. The output is deterministic.
package enum PackWriter {
  /// The bytes of the pack. Throws if the definitions refer to a type or element that does not exist.
  package static func pack(_ packages: [PackageSchema]) throws(DefinitionsError) -> [UInt8] {
    let packages = packages.withDistinctValueSets()
    var names = PackNames()
    var strings = PackStringList()
    for package in packages {
      for type in package.types {
        names.insert(type)
        strings.insert(type.elements)
        strings.insert(type.invariants)
        strings.insert(type.binding)
      }
    }
    for package in packages {
      strings.insert(package.codeSystems, package.valueSets)
      for profile in package.profiles { strings.insert(profile.url) }
      strings.insert(package.nameAndVersion)
    }
    strings.number()
    var sections: [(section: PackFormat.Section, release: UInt32, bytes: [UInt8])] = [
      (.symbols, 0, SymbolTable.serialized(names: names.all)), (.strings, 0, strings.bytes),
      (.stringIndex, 0, try strings.index),
    ]
    let symbols = names.symbols
    for release in FHIRRelease.allCases {
      let code = PackFormat.code(release)
      var types = TypeSectionWriter(release: release, symbols: symbols, strings: strings)
      try types.write(packages.filter { $0.isFor(release) }.flatMap(\.types))
      sections += [
        (.types, code, types.typeBytes), (.elements, code, types.elementBytes), (.details, code, types.detailBytes),
        (.targets, code, types.targetBytes), (.invariants, code, types.invariantBytes),
      ]
      let own = packages.filter { $0.isFor(release) }
      var terminology = TerminologySectionWriter()
      try terminology.write(own.flatMap(\.codeSystems), own.flatMap(\.valueSets), strings)
      sections += [
        (.codeSystems, code, terminology.systemBytes), (.concepts, code, terminology.conceptBytes),
        (.valueSets, code, terminology.setBytes), (.parts, code, terminology.partBytes), (.codes, code, terminology.codeBytes),
      ]
      let (rows, texts) = try profiles(own, strings)
      var names: [UInt8] = []
      for package in own { names.append(words: try strings.number(of: package.nameAndVersion)) }
      sections += [(.profiles, code, rows), (.profileTexts, code, texts), (.packages, code, names)]
    }
    let messages = JSONText.list(packages.flatMap(\.messages).map(MessageFiles.text))
    sections.append((.messages, 0, Array(messages.utf8)))
    return assemble(sections)
  }

  private static func profiles(
    _ packages: [PackageSchema], _ strings: PackStringList
  ) throws(DefinitionsError) -> (rows: [UInt8], texts: [UInt8]) {
    var entries: [(url: UInt32, package: UInt32, profile: ProfileSchema)] = []
    for (number, package) in packages.enumerated() {
      for profile in package.profiles { entries.append((try strings.number(of: profile.url), UInt32(number), profile)) }
    }
    entries.sort { ($0.url, $0.package) < ($1.url, $1.package) }
    var rows: [UInt8] = []
    var texts: [UInt8] = []
    for entry in entries {
      let text = ProfileWriter.text(of: entry.profile)
      rows.append(words: entry.url, UInt32(texts.count), UInt32(text.utf8.count), entry.package)
      texts += text.utf8
    }
    return (rows, texts)
  }

  /// Header, section table and sections, each at a multiple of eight.
  private static func assemble(_ sections: [(section: PackFormat.Section, release: UInt32, bytes: [UInt8])]) -> [UInt8] {
    var table: [UInt8] = []
    var body: [UInt8] = []
    let start = (PackFormat.headerSize + sections.count * PackFormat.sectionSize).roundedUp
    for section in sections {
      table.append(words: section.section.rawValue, section.release, UInt32(start + body.count), UInt32(section.bytes.count))
      body += section.bytes
      body += repeatElement(0, count: body.count.roundedUp - body.count)
    }
    var pack: [UInt8] = []
    pack.append(words: PackFormat.magic[0], PackFormat.magic[1], PackFormat.version, UInt32(start + body.count))
    pack.append(words: UInt32(sections.count), 0)
    pack += table
    pack += repeatElement(0, count: start - pack.count)
    return pack + body
  }
}

extension PackageSchema {
  /// The form that FHIR registries use.
  fileprivate var nameAndVersion: String { "\(name)#\(version)" }

  fileprivate func isFor(_ release: FHIRRelease) -> Bool { self.release == nil || self.release == release }
}

extension [PackageSchema] {
  /// The packages with a distinct name for each value set. If a package defines a value set with the URL of an earlier package's
  /// value set, but with other content, it is renamed in this package: each package uses the codes that it was written for.
  fileprivate func withDistinctValueSets() -> [PackageSchema] {
    var known: [FHIRRelease?: [String: ValueSetSchema]] = [:]
    return map { package in
      var package = package
      var renamed: Set<String> = []
      for index in package.valueSets.indices {
        let set = package.valueSets[index]
        if let other = known[package.release]?[set.url], other != set {
          renamed.insert(set.url)
          package.valueSets[index].url = Self.name(set.url, in: package)
        } else {
          known[package.release, default: [:]][set.url] = set
        }
      }
      if renamed.isEmpty { return package }
      let newName = { [package] (url: String) -> String in
        let plain = Canonical.withoutVersion(url)
        return renamed.contains(plain) ? Self.name(plain, in: package) : url
      }
      for index in package.profiles.indices { package.profiles[index].root.renameValueSets(newName) }
      for index in package.valueSets.indices { package.valueSets[index].renameNested(newName) }
      return package
    }
  }

  private static func name(_ url: String, in package: PackageSchema) -> String { "\(url)|\(package.nameAndVersion)" }
}

extension ValueSetSchema {
  /// Renames the value sets that this one includes or excludes.
  fileprivate mutating func renameNested(_ name: (String) -> String) {
    for index in includes.indices { includes[index].valueSets = includes[index].valueSets.map(name) }
    for index in excludes.indices { excludes[index].valueSets = excludes[index].valueSets.map(name) }
  }
}

extension ConstraintSchema {
  fileprivate mutating func renameValueSets(_ name: (String) -> String) {
    if let url = binding?.valueSet { binding?.valueSet = name(url) }
    if let url = binding?.maxValueSet { binding?.maxValueSet = name(url) }
    for index in slices.indices { slices[index].constraint.renameValueSets(name) }
    for index in elements.indices { elements[index].constraint.renameValueSets(name) }
  }
}
