import Foundation

/// The checkout in which the tests run.
enum Repository {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  /// The folder with the products of the build to which the tests belong.
  static let products: URL = {
    #if os(macOS)
      Bundle(for: Marker.self).bundleURL.deletingLastPathComponent()
    #else
      URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    #endif
  }()

  private final class Marker {}

  /// The text of a file, by its path relative to the root.
  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  /// The files below a folder, as paths relative to the root, sorted by name.
  static func files(in folder: String, suffix: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path).filter { $0.hasSuffix(suffix) }
      .sorted().map { "\(folder)/\($0)" }
  }
}
