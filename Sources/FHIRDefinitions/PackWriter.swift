import FHIRSyntax

/// Compiles the facts of `Profiles/` into the pack that `Definitions` reads. The same facts give the same bytes.
package enum PackWriter {
  /// The bytes of the pack. Throws where a type or element that is referred to does not exist.
  package static func pack(_ packages: [PackageSchema]) throws(DefinitionsError) -> [UInt8] {
    var names = PackNames()
    var strings = PackStringList()
    for package in packages {
      for type in package.types {
        names.insert(type)
        strings.insert(type.elements)
      }
    }
    for package in packages { strings.insert(package.codeSystems, package.valueSets) }
    strings.number()
    var sections: [(section: PackFormat.Section, release: UInt32, bytes: [UInt8])] = [
      (.symbols, 0, SymbolTable.serialized(names: names.all)), (.strings, 0, strings.bytes),
    ]
    let symbols = names.symbols
    for release in FHIRRelease.allCases {
      let code = PackFormat.code(release)
      var types = TypeSectionWriter(release: release, symbols: symbols, strings: strings)
      try types.write(packages.filter { $0.release == release }.flatMap(\.types))
      sections += [
        (.types, code, types.typeBytes), (.elements, code, types.elementBytes), (.details, code, types.detailBytes),
        (.targets, code, types.targetBytes),
      ]
      let own = packages.filter { $0.release == release }
      var terminology = TerminologySectionWriter()
      try terminology.write(own.flatMap(\.codeSystems), own.flatMap(\.valueSets), strings)
      sections += [
        (.codeSystems, code, terminology.systemBytes), (.concepts, code, terminology.conceptBytes),
        (.valueSets, code, terminology.setBytes), (.parts, code, terminology.partBytes), (.codes, code, terminology.codeBytes),
      ]
    }
    return assemble(sections)
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
