import FHIRDefinitions
import Foundation

/// Writes the codes of standards outside of FHIR: currencies, countries and the parts of language tags. Codes alone, no names.
struct ExternalCodesCommand {
  /// A folder with the data of iso-codes (`iso_4217.json` and others) and of IANA's registry of language subtags.
  var source: String
  var version: String
  /// The folder `Profiles/`.
  var profilesFolder: String

  func run() throws {
    let currencies = try rows("iso_4217.json", "4217").compactMap { $0["alpha_3"] as? String }
    let countries = try rows("iso_3166-1.json", "3166-1") + rows("iso_3166-3.json", "3166-3")
    let subdivisions = try rows("iso_3166-2.json", "3166-2").compactMap { $0["code"] as? String }
    let systems = [
      system("urn:iso:std:iso:4217", currencies),
      system(
        "urn:iso:std:iso:3166",
        countries.flatMap { row in ["alpha_2", "alpha_3", "numeric"].compactMap { row[$0] as? String } }),
      system("urn:iso:std:iso:3166:-2", subdivisions), system(LanguageSubtags.url, try subtags()),
    ]
    try ProfilesFolder(URL(fileURLWithPath: profilesFolder)).write(
      PackageSchema(
        name: "external-codes", version: version, canonical: "urn:iso:std:iso", release: nil, codeSystems: systems))
    for system in systems { print("\(system.concepts.count) codes of \(system.url)") }
  }

  private func system(_ url: String, _ codes: [String]) -> CodeSystemSchema {
    CodeSystemSchema(
      url: url, isComplete: true, isCaseSensitive: true,
      concepts: Set(codes).sorted().map { ConceptSchema(code: $0) })
  }

  /// The registered subtags and whole tags, each behind its kind. Ranges for private use are known to `LanguageTag`.
  private func subtags() throws -> [String] {
    let registry = try json("iana-language-subtags/registry.json") as? [[String: Any]] ?? []
    return registry.compactMap { row in
      guard let kind = row["Type"] as? String, let tag = (row["Subtag"] ?? row["Tag"]) as? String else { return nil }
      return kind == "redundant" || tag.contains("..") ? nil : "\(kind)/\(tag.lowercased())"
    }
  }

  private func rows(_ file: String, _ key: String) throws -> [[String: Any]] {
    (try json(file) as? [String: Any])?[key] as? [[String: Any]] ?? []
  }

  private func json(_ file: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: "\(source)/\(file)")))
  }
}
