import FHIRDefinitions
public import Findings

/// Definitions beside those that are built in: profiles, extensions, value sets and code systems, for STU3 or R4, with or
/// without snapshots. Read once, and good for any number of linters.
public struct DefinitionsPackage: Sendable {
  let content: DefinitionPackage

  /// What it is called in messages: a path, as a rule.
  public var name: String { content.name }

  /// The syntax errors in files that could be read in spite of them, such as a line break in a string: one for each file, with its
  /// place.
  public var warnings: [String] { content.warnings }

  /// Takes the definitions out of JSON and XML files: StructureDefinition, ValueSet, CodeSystem and MessageDefinition
  /// resources, alone or in a Bundle. Other resources are passed over.
  ///
  /// Throws where a file is so broken that content may be missing, where none of them is a FHIR resource, or where all profiles are for another release.
  public init(name: String, files: [SourceText]) throws(ConfigurationError) {
    do throws(DefinitionsError) {
      content = try DefinitionPackage(name: name, files: files)
    } catch {
      throw ConfigurationError(error.description)
    }
  }

  /// Takes the definitions out of an npm package, a `.tgz` as FHIR registries ship them. Throws as the other does, and where
  /// the bytes are no such package.
  public init(name: String, archive: [UInt8]) throws(ConfigurationError) {
    do throws(DefinitionsError) {
      content = try DefinitionPackage(name: name, archive: archive)
    } catch {
      throw ConfigurationError(error.description)
    }
  }
}
