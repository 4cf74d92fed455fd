// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Server",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "apptlint", path: "../..")],
  targets: [
    .executableTarget(name: "Server", dependencies: [.product(name: "ApptLint", package: "apptlint")])
  ]
)
