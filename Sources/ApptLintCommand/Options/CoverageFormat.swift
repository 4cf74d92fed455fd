/// The output format of coverage.
enum CoverageFormat: String, CaseIterable {
  case full
  case json
  case html
}
