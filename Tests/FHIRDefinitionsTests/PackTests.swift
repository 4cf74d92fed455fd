import FHIRDefinitions
import FHIRSyntax
import Findings
import Testing

/// Compares the embedded pack with `Profiles/`, from which it is compiled.
@Suite struct PackTests {
  @Test func packIsCompiledFromProfiles() throws {
    let pack = try PackWriter.pack(Repository.packages())
    #expect(
      unsafe Repository.embedded.elementsEqual(pack),
      "Sources/CEmbeddedData/definitions.pack is stale: run `swift run apptlint-generate pack`")
  }

  @Test func packIsSmall() {
    let count = unsafe Repository.embedded.count
    #expect(count < 6 << 20)
  }

  @Test func matchesTheSourceProfiles() throws {
    let definitions = try Repository.definitions()
    var count = 0
    for package in try Repository.packages() {
      let check = PackageCheck(definitions: definitions, package: package)
      for type in package.types { count += try check.check(type) }
    }
    #expect(count > 8_000)
  }

  @Test func containsTheMessageDefinitions() throws {
    let messages = try Repository.definitions().messages().definitions
    #expect(messages == (try Repository.packages().flatMap(\.messages)))
    #expect(messages.count == 9)
  }

  @Test(arguments: FHIRRelease.allCases)
  func containsEveryKindOfType(_ release: FHIRRelease) throws {
    let definitions = try Repository.definitions()
    let types = definitions.release(release).namedTypes
    #expect(types.filter { $0.kind == .primitive }.count == (release == .stu3 ? 18 : 20))
    #expect(types.filter { $0.kind == .resource && !$0.isAbstract }.count == (release == .stu3 ? 117 : 146))
    #expect(
      types.filter(\.isAbstract).map { definitions.symbols.name($0.name) }.sorted()
        == ["BackboneElement", "DomainResource", "Element", "Resource"])
  }

  @Test func elementsOfBasesComeFirst() throws {
    let definitions = try Repository.definitions()
    let release = definitions.release(.r4)
    let patient = try #require(definitions.symbols.symbol("Patient").flatMap(release.type))
    let names = release.children(of: patient).map { definitions.symbols.name($0.name) }
    #expect(
      names.prefix(10) == [
        "id", "meta", "implicitRules", "language", "text", "contained", "extension", "modifierExtension", "identifier", "active",
      ])
    #expect(release.children(of: patient).map(\.order) == release.children(of: patient).map(\.order).sorted())
  }

  @Test func unknownNamesHaveNoShape() throws {
    let definitions = try Repository.definitions()
    let release = definitions.release(.r4)
    let symbols = definitions.symbols
    let extensionType = try #require(symbols.symbol("Extension").flatMap(release.type))
    let xhtml = try #require(symbols.symbol("xhtml").flatMap(release.type))
    #expect(release.type(Symbol(rawValue: symbols.count + 7)) == nil)
    #expect(release.type(.identifier) == nil)
    #expect(release.child(Symbol(rawValue: symbols.count + 7), of: extensionType) == nil)
    #expect(release.child(.value, of: extensionType) == nil, "a choice is found only under the names of its types")
    #expect(release.child(.identifier, of: extensionType) == nil)
    #expect(release.child(.extension, of: xhtml) == nil, "xhtml excludes the extension of Element")
    #expect(release.child(.id, of: xhtml) != nil)
  }

  /// A type, another type, and whether the second is a base of the first.
  @Test(arguments: [
    ("code", "string", true), ("Age", "Quantity", true), ("Patient", "Resource", true), ("Patient", "Element", false),
  ])
  func knowsBases(_ name: String, _ base: String, _ isBase: Bool) throws {
    let definitions = try Repository.definitions()
    for release in FHIRRelease.allCases {
      let release = definitions.release(release)
      let type = try #require(definitions.symbols.symbol(name).flatMap(release.type))
      #expect(release.isType(type, try #require(definitions.symbols.symbol(base))) == isBase)
    }
  }

  @Test func rejectsInvalidPacks() throws {
    let pack = try PackWriter.pack([])
    #expect(Self.isAccepted(pack))
    for count in 0..<pack.count { #expect(!Self.isAccepted(Array(pack[..<count])), "cut to \(count) bytes") }
    #expect(!Self.isAccepted(pack + [0]))
  }

  /// Damaged packs are rejected or give wrong results, but no lookup hangs or reads outside the bytes.
  @Test func survivesDamage() throws {
    let element = TypeSchema(
      url: "", name: "Element", kind: .complex, isAbstract: true, base: nil,
      elements: [ElementSchema("extension", .type("Extension"), repeats: true)])
    let extensionType = TypeSchema(
      url: "", name: "Extension", kind: .complex, isAbstract: false, base: "Element",
      elements: [
        ElementSchema("value", .choice(["Element", "Extension"])),
        ElementSchema("part", .nested(base: "Element", elements: [ElementSchema("part", .reference("Extension.part"))])),
      ])
    let pack = try PackWriter.pack([
      PackageSchema(name: "", version: "", release: .r4, types: [element, extensionType])
    ])
    var accepted = 0
    for offset in stride(from: 0, to: pack.count, by: 4) {
      for byte: UInt8 in [0x00, 0x7F, 0xFF] {
        var damaged = pack
        for index in offset..<offset + 4 { damaged[index] = byte }
        if Self.isAccepted(damaged) { accepted += 1 }
      }
    }
    #expect(accepted > 0)
  }

  /// Whether these bytes are valid definitions; if so, looks everything up.
  private static func isAccepted(_ bytes: [UInt8]) -> Bool {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
    // Safe: the memory is exactly as long as the bytes, and the definitions are no longer used when it is freed.
    unsafe memory.copyBytes(from: bytes)
    defer { unsafe memory.deallocate() }
    guard let definitions = unsafe Definitions(immortal: UnsafeRawBufferPointer(memory)) else { return false }
    for release in FHIRRelease.allCases {
      let release = definitions.release(release)
      for type in release.namedTypes {
        _ = release.isType(type, .code)
        for child in release.children(of: type) { _ = release.child(child.name, of: child.type) }
      }
    }
    for name in Symbol.wellKnownNames { _ = definitions.symbols.symbol(name + "?") }
    _ = try? definitions.messages()
    return true
  }
}

/// Compares the types of a package with their definitions in the pack.
private struct PackageCheck {
  let definitions: Definitions
  let package: PackageSchema

  private var release: ReleaseDefinitions { definitions.release(package.release ?? .r4) }

  /// Checks the elements of a named type; returns the number of names looked up.
  func check(_ schema: TypeSchema) throws -> Int {
    let type = try #require(shape(of: schema.name), "\(schema.name)")
    #expect(definitions.symbols.name(type.name) == schema.name)
    #expect(type.isAbstract == schema.isAbstract)
    #expect(release.base(of: type) == schema.base.flatMap(shape), "base of \(schema.name)")
    return try check(schema.elements, of: type, path: schema.name, depth: 0)
  }

  private func check(_ elements: [ElementSchema], of type: TypeShape, path: String, depth: Int) throws -> Int {
    var count = 0
    var order = -1
    for element in elements {
      let path = "\(path).\(element.name)"
      var names = [(element.name, "")]
      switch element.content {
      case .type(let type): names = [(element.name, type)]
      case .nested(let base, _): names = [(element.name, base)]
      case .choice(let types): names = types.map { (ElementSchema.choiceName(element.name, of: $0), $0) }
      case .reference: break
      case .none:
        #expect(symbol(element.name).flatMap { release.child($0, of: type) } == nil, "\(path)")
        continue
      }
      for (name, typeName) in names {
        let child = try #require(symbol(name).flatMap { release.child($0, of: type) }, "\(path)")
        #expect(definitions.symbols.name(child.name) == name)
        #expect(definitions.symbols.name(child.baseName) == element.name)
        #expect(typeName.isEmpty || definitions.symbols.name(child.typeName) == typeName, "\(path)")
        #expect(child.repeats == element.repeats, "\(path)")
        #expect(child.isXMLAttribute == element.isXMLAttribute, "\(path)")
        #expect(child.isChoice == (child.name != child.baseName), "\(path)")
        #expect(child.order > order, "\(path)")
        count += 1
        switch element.content {
        case .nested(_, let nested):
          #expect(child.type.kind == .nested, "\(path)")
          count += try check(nested, of: child.type, path: path, depth: depth + 1)
        case .reference(let target): #expect(child.type == typeInside(target), "\(path)")
        case .type, .choice: #expect(child.type == shape(of: typeName), "\(path)")
        case .none: break
        }
      }
      if let last = names.last, let child = symbol(last.0).flatMap({ release.child($0, of: type) }) { order = child.order }
    }
    return count
  }

  private func symbol(_ name: String) -> Symbol? { definitions.symbols.symbol(name) }

  private func shape(of name: String) -> TypeShape? { symbol(name).flatMap { release.type($0) } }

  /// The type inside an element, by a path such as `Bundle.link`.
  private func typeInside(_ path: String) -> TypeShape? {
    let names = path.split(separator: ".").map(String.init)
    return names.dropFirst().reduce(names.first.flatMap(shape)) { type, name in
      guard let type, let symbol = symbol(name) else { return nil }
      return release.child(symbol, of: type)?.type
    }
  }
}
