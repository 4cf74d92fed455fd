extension Definitions {
  /// A copy with packages loaded by users, which take precedence. Throws if the packages are inconsistent.
  package func adding(_ packages: [DefinitionPackage]) throws(DefinitionsError) -> Definitions {
    if packages.isEmpty { return self }
    return try mapping { known throws(DefinitionsError) in
      let terminology = LoadedTerminology(
        packages.filter { $0.releases.contains(known.release) }, over: known.terminology)
      return known.adding(terminology, try LoadedProfiles(packages, for: known.release, in: self))
    }
  }
}
