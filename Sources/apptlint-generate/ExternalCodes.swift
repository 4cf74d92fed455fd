import FHIRDefinitions
import Foundation

/// Extracts the codes of standards other than FHIR from their data: currencies, countries and the parts of language tags. Codes
/// only, no names.
enum ExternalCodes {
  /// The code systems; `file` returns the bytes of a file of iso-codes, or of IANA's registry of language subtags.
  static func systems(_ file: (String) -> [UInt8]?) throws -> [CodeSystemSchema] {
    func json(_ name: String) throws -> Any {
      guard let bytes = file(name) else { throw DefinitionsError("\(ProfilesFolder.lockName) does not list \(name)") }
      return try JSONSerialization.jsonObject(with: Data(bytes))
    }
    func rows(_ name: String, _ key: String) throws -> [[String: Any]] {
      (try json(name) as? [String: Any])?[key] as? [[String: Any]] ?? []
    }
    let currencies = try rows("iso_4217.json", "4217").compactMap { $0["alpha_3"] as? String }
    let countries = try rows("iso_3166-1.json", "3166-1") + rows("iso_3166-3.json", "3166-3")
    let subdivisions = try rows("iso_3166-2.json", "3166-2").compactMap { $0["code"] as? String }
    return [
      system("urn:iso:std:iso:4217", currencies),
      system(
        "urn:iso:std:iso:3166",
        countries.flatMap { row in ["alpha_2", "alpha_3", "numeric"].compactMap { row[$0] as? String } }),
      system("urn:iso:std:iso:3166:-2", subdivisions),
      system(LanguageSubtags.url, subtags(in: try json("registry.json") as? [[String: Any]] ?? [])),
    ]
  }

  private static func system(_ url: String, _ codes: [String]) -> CodeSystemSchema {
    CodeSystemSchema(
      url: url, isComplete: true, isCaseSensitive: true,
      concepts: Set(codes).sorted().map { ConceptSchema(code: $0) })
  }

  /// The registered subtags and whole tags, each prefixed by its kind. `LanguageTag` handles the ranges for private use.
  private static func subtags(in registry: [[String: Any]]) -> [String] {
    registry.compactMap { row in
      guard let kind = row["Type"] as? String, let tag = (row["Subtag"] ?? row["Tag"]) as? String else { return nil }
      return kind == "redundant" || tag.contains("..") ? nil : "\(kind)/\(tag.lowercased())"
    }
  }
}
