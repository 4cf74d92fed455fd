/// The name and version of the program in reports.
public enum Product {
  public static let name = "apptlint"
  public static let version = "0.1.0"
}
