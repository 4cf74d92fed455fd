import FHIRDefinitions
public import Findings

/// Definitions in addition to the built-in ones: profiles, extensions, value sets and code systems, for STU3 or R4, with or
/// without snapshots. Read once, for any number of linters.
public struct DefinitionsPackage: Sendable {
  let content: DefinitionPackage

  /// Its name in messages, usually a path.
  public var name: String { content.name }

  /// Syntax errors in files that could still be read, such as a line break in a string: one for each file, with its position.
  public var warnings: [String] { content.warnings }

  /// Reads the definitions in JSON and XML files: StructureDefinition, ValueSet, CodeSystem and MessageDefinition
  /// resources, alone or in a Bundle. Other resources are ignored.
  ///
  /// Throws if syntax errors may hide content, if no file is a FHIR resource, or if all profiles are for other releases.
  public init(name: String, files: [SourceText]) throws(ConfigurationError) {
    do throws(DefinitionsError) {
      content = try DefinitionPackage(name: name, files: files)
    } catch {
      throw ConfigurationError(error.description)
    }
  }

  /// Reads the definitions in an npm package, a `.tgz` as distributed by FHIR registries. Throws in the same cases, and if the
  /// bytes are not such a package.
  public init(name: String, archive: [UInt8]) throws(ConfigurationError) {
    do throws(DefinitionsError) {
      content = try DefinitionPackage(name: name, archive: archive)
    } catch {
      throw ConfigurationError(error.description)
    }
  }
}
