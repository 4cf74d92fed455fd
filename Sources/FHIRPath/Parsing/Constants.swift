/// The `%` variables with constant values, such as `%ucum` (FHIR, FHIRPath: variables).
enum Constants {
  static func value(of name: String) -> String? {
    switch name {
    case "ucum": "http://unitsofmeasure.org"
    case "sct": "http://snomed.info/sct"
    case "loinc": "http://loinc.org"
    default:
      if name.hasPrefix("vs-") {
        "http://hl7.org/fhir/ValueSet/" + name.dropFirst(3)
      } else if name.hasPrefix("ext-") {
        "http://hl7.org/fhir/StructureDefinition/" + name.dropFirst(4)
      } else {
        nil
      }
    }
  }
}
