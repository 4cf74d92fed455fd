/// What reports call the program that wrote them.
public enum Product {
  public static let name = "apptlint"
  public static let version = "0.1.0"
}
