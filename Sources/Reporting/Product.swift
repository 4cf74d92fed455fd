/// The name and version of the program in reports.
package enum Product {
  package static let name = "apptlint"
  package static let version = "0.2.0"
}
