public import Findings
public import Reporting

extension Linter {
  /// The given reports, in order, as text in one of the command's formats, such as JUnit XML for the results of a test suite.
  ///
  /// Names of sources appear as paths. Without `showingValues`, the text contains nothing from the payloads except element names
  /// and codes of specifications; with it, the text may contain patient data. For the body of a response, use
  /// ``Report/operationOutcome(as:showingValues:)``.
  public func text(of reports: [Report], as format: ReportFormat, showingValues: Bool = false) -> String {
    var style = ReportStyle()
    style.showsValues = showingValues
    style.hasSeveralInputs = reports.count != 1
    return format.text(of: reports, style) { descriptions(of: $0, preferring: reports.flatMap(\.packs)) }
  }

  /// The descriptions of the rules with these keys (`RuleDescriptor.key`: code and name), without examples. If no rule has the
  /// name, for example if it is the key of one of FHIR's constraints, the rule with the code is described. `packs` are searched
  /// first.
  package func descriptions(of keys: Set<String>, preferring packs: [String] = []) -> [RuleDescriptor] {
    Catalogue(library).descriptions(of: keys, preferring: packs)
  }

  /// The version of the library, such as `0.2.0`.
  public static var version: String { Product.version }
}
