/// Code systems whose URLs are known, but not their codes.
enum ExternalSystems {
  private static let prefixes = [
    "http://snomed.info/sct", "http://loinc.org", "https://dmd.nhs.uk", "http://unitsofmeasure.org", "urn:", "http://hl7.org/",
    "http://terminology.hl7.org/", "http://dicom.nema.org/",
  ]

  /// Whether a URL belongs to such a system.
  static func isWellKnown(_ system: String) -> Bool { prefixes.contains { system.hasPrefix($0) } }
}
