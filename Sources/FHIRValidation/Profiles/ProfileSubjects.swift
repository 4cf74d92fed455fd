import FHIRDefinitions
import FHIRSyntax

/// A node, and a profile that it is checked against.
enum ProfileSubject {
  case requiredProfile(Int)
  case claim(Node, of: Node)
  case global(String, of: Node)
  case vitalSigns(Document.ResourceMark)
  case definition(of: Node)
  case profileOfType(String, of: Node)

  /// The resource, if it claims the profile, or if a code or an implementation guide requires the profile.
  var resource: Node? {
    switch self {
    case .claim(_, let node), .global(_, let node): node
    case .vitalSigns(let mark): mark.node
    case .requiredProfile, .definition, .profileOfType: nil
    }
  }
}

/// The nodes of a payload that must be checked against profiles, in document order.
struct ProfileSubjects {
  private let typed: TypedDocument
  private let library: ProfileLibrary
  private let requiredProfileCount: Int

  init(_ typed: TypedDocument, _ library: ProfileLibrary, requiredProfileCount: Int) {
    self.typed = typed
    self.library = library
    self.requiredProfileCount = requiredProfileCount
  }

  var all: [ProfileSubject] {
    let names = ProfilePlan.Names(typed.release, typed.document.symbols)
    return NodeReader.read(typed) { subjects($0, names) { _ in true } } ?? []
  }

  /// The subjects for which `isOpen` is true.
  @inline(__always)
  func subjects(
    _ reader: NodeReader, _ names: ProfilePlan.Names, where isOpen: (ProfileSubject) -> Bool
  ) -> [ProfileSubject] {
    var subjects: [ProfileSubject] = []
    func add(_ subject: ProfileSubject) { if isOpen(subject) { subjects.append(subject) } }
    for index in 0..<requiredProfileCount { add(.requiredProfile(index)) }
    for mark in reader.document.resources {
      if let meta = reader.element(Symbol.meta.rawValue, of: mark.node.index) {
        var claims = reader.items(of: meta)
        while let claim = reader.next(&claims, named: Symbol.profile.rawValue) {
          add(.claim(Node(index: claim), of: mark.node))
        }
      }
      if library.hasGlobals {
        for url in library.globals(for: reader.document.name(mark.type), typed.release.release) {
          add(.global(url, of: mark.node))
        }
      }
      if mark.type.rawValue == names.observation, let vitalSigns = VitalSigns(typed), !vitalSigns.profiles(for: mark).isEmpty {
        add(.vitalSigns(mark))
      }
    }
    for index in 0..<reader.count {
      if reader.typeNumber(index) == names.extensionType {
        if NodeReader.isObject(reader.record(index)) { add(.definition(of: Node(index: index))) }
      } else if reader.hasTypeProfile(index), !NodeReader.isArray(reader.record(index)), reader.typeNumber(index) > 0,
        let row = reader.slot(index)?.element, let url = typed.release.profile(ofElementAt: row)
      {
        add(.profileOfType(url, of: Node(index: index)))
      }
    }
    return subjects
  }
}
