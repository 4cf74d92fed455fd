/// How coverage is written.
enum CoverageFormat: String, CaseIterable {
  case full
  case json
  case html
}
