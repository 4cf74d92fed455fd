import Findings

/// The layout of the pack, shared by its writer, `PackWriter`, and its readers, `Definitions` and `ReleaseDefinitions`.
/// docs/definitions.md shows it. All integers are 32-bit words, little-endian.
enum PackFormat {
  /// The first eight bytes: `apptlint`.
  static let magic: [UInt32] = [0x7470_7061, 0x746E_696C]
  /// The version of this layout; a pack with any other version is rejected.
  static let version: UInt32 = 8

  /// The header: magic (two words), version, length of the pack in bytes, number of sections, zero.
  static let headerSize = 24
  static let lengthOffset = 12
  static let sectionCountOffset = 16

  /// A row of the section table: the kind of the section, its release, offset and length in bytes.
  static let sectionSize = 16

  /// The kind of a section.
  enum Section: UInt32 {
    /// A serialized `SymbolTable`. Not specific to a release.
    case symbols = 1
    /// The number of named types, zero, and rows of `typeSize`: the named types in ascending order of name, then the nested ones.
    case types = 2
    /// Rows of `elementSize`: for each type, its elements in ascending order of name.
    case elements = 3
    /// The strings of the pack, in ascending byte order: `PackStrings`. Not specific to a release.
    case strings = 4
    /// Rows of `detailSize`: properties that few elements have.
    case details = 5
    /// Words: the targets of references, each the symbol of a type, or a string's number and `profileTarget`.
    case targets = 6
    /// Rows of `systemSize`: the code systems in ascending order of the number of their URL.
    case codeSystems = 7
    /// Rows of `conceptSize`: for each code system, its concepts in ascending order of the number of their code.
    case concepts = 8
    /// Rows of `setSize`: the value sets in ascending order of the number of their URL.
    case valueSets = 9
    /// Rows of `partSize`: for each value set, what it includes from each code system.
    case parts = 10
    /// Words: the numbers of the codes that value sets list, ascending within each part.
    case codes = 11
    /// Rows of `profileSize`: the profiles in ascending order of the number of their URL; profiles with the same URL are in
    /// package order.
    case profiles = 12
    /// The profiles as concatenated JSON texts.
    case profileTexts = 13
    /// Rows of `invariantSize`: the invariants of each type, and of each element that has any.
    case invariants = 14
    /// Finds each string by its hash: `PackStringIndex`. Not specific to a release.
    case stringIndex = 15
    /// The message definitions of all packages, in order: one JSON array. Not specific to a release.
    case messages = 16
    /// Words: for each package of the release, in order, the number of its name and version, `name#version`.
    case packages = 20
  }

  /// The encoding of a release in the section table, where 0 stands for sections that are not specific to a release.
  static func code(_ release: FHIRRelease) -> UInt32 {
    switch release {
    case .stu3: 0x0300
    case .r4: 0x0400
    }
  }

  /// The size, in bytes, of the header before the rows of the section `types`.
  static let typesHeaderSize = 8
  /// A type: name, base (a type's index, or `noType`), index of its first element, number of elements, kind, and in two words the
  /// orders of the required elements, index of its first invariant, number of invariants. The invariants of an abstract base are
  /// stored with that base only.
  static let typeSize = 36
  /// The maximum number of elements of a type, including those of its bases: there is one bit for each.
  static let maxElements = 64
  static let noType = UInt32.max
  /// The longest chain from a type up to `Element` or `Resource`: a limit for readers of a corrupt pack.
  static let longestChain = 8
  /// Added to the kind of an abstract type.
  static let abstractFlag: UInt32 = 1 << 8

  /// An element, or one of the names of a choice: name, base name, type (its index), order and flags, and 1 more than the index
  /// of its detail or 0.
  static let elementSize = 20
  /// Properties that few elements have: strength of the binding or 0 and, above `strengthBits`, 1 more than the number of the
  /// URL of its maximum value set or 0; number of the value set's URL, 1 more than the number of the profile's URL or 0, index
  /// of the first target, number of targets, index of the first invariant, number of invariants.
  static let detailSize = 28
  /// The number of bits for the strength of a binding.
  static let strengthBits: UInt32 = 3
  /// An invariant: number of its key, number of its expression, 1 if its violation is an error.
  static let invariantSize = 12
  /// A code system: number of its URL, index of its first concept, number of concepts, flags (1 complete, 2 case-insensitive).
  static let systemSize = 16
  /// A concept: number of its code, 1 more than the number of its display or 0, flags (1 abstract).
  static let conceptSize = 12
  /// A value set: number of its URL, index of its first part, number of parts, 1 if its content is unknown.
  static let setSize = 16
  /// A part of a value set: number of the system's URL, what it includes (0 all, 1 a list, 2 unknown), index of the first code,
  /// number of codes.
  static let partSize = 16
  /// A profile: number of its URL, offset and length of its text in bytes, number of its package.
  static let profileSize = 16
  /// Added to a target that is a profile.
  static let profileTarget: UInt32 = 1 << 31
}

extension BindingStrength {
  /// The encoding of a binding strength in a detail; 0 for no binding.
  var code: UInt32 {
    switch self {
    case .required: 1
    case .extensible: 2
    case .preferred: 3
    case .example: 4
    }
  }

  init?(code: UInt32) {
    switch code {
    case 1: self = .required
    case 2: self = .extensible
    case 3: self = .preferred
    case 4: self = .example
    default: return nil
    }
  }
}

extension TypeShape.Kind {
  var code: UInt32 {
    switch self {
    case .primitive: 0
    case .complex: 1
    case .resource: 2
    case .nested: 3
    }
  }

  init?(code: UInt32) {
    switch code {
    case 0: self = .primitive
    case 1: self = .complex
    case 2: self = .resource
    case 3: self = .nested
    default: return nil
    }
  }
}
