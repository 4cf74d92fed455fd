// swift-tools-version: 6.2
import PackageDescription

/// All Swift targets use the same strict settings: see docs/architecture.md.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

/// The settings of the targets in which tests spend most of their time. With APPTLINT_OPTIMIZE_ENGINE, as in CI, they are
/// optimized in debug builds too: it takes longer to build them, but far less time to run the tests.
let engine: [SwiftSetting] =
  strict + (Context.environment["APPTLINT_OPTIMIZE_ENGINE"] == nil ? [] : [.unsafeFlags(["-O"])])

// The targets are in the order of the data flow: each imports only targets before it.
let package = Package(
  name: "apptlint",
  // InlineArray and utf8Span need the standard library of macOS 26; the rest needs macOS 15, for Mutex.
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "ApptLint", targets: ["ApptLint"]),
    .executable(name: "apptlint", targets: ["apptlint"]),
    .executable(name: "apptlint-server", targets: ["apptlint-server"]),
    // The library for other languages: `make library` builds it as libapptlint.so.
    .library(name: "CApptLint", type: .dynamic, targets: ["ApptLintC"]),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "CEmbeddedData", exclude: ["definitions.pack"]),
    .target(name: "Findings", swiftSettings: engine),
    .target(name: "FHIRSyntax", dependencies: ["CLibXML2", "Findings"], swiftSettings: engine),
    .target(name: "FHIRDefinitions", dependencies: ["CZlib", "Findings", "FHIRSyntax"], swiftSettings: engine),
    .target(name: "FHIRPath", dependencies: ["Findings", "FHIRSyntax", "FHIRDefinitions"], swiftSettings: engine),
    .target(
      name: "FHIRValidation", dependencies: ["Findings", "FHIRSyntax", "FHIRDefinitions", "FHIRPath"], swiftSettings: engine),
    .target(name: "HTTPExchange", dependencies: ["Findings", "FHIRSyntax"], swiftSettings: engine),
    .target(
      name: "RulePacks", dependencies: ["Findings", "FHIRSyntax", "FHIRDefinitions", "FHIRPath", "HTTPExchange"],
      swiftSettings: engine),
    .target(name: "Reporting", dependencies: ["Findings"], swiftSettings: engine),
    .target(
      name: "ApptLint",
      dependencies: [
        "CEmbeddedData", "Findings", "FHIRSyntax", "FHIRDefinitions", "FHIRPath", "FHIRValidation", "HTTPExchange", "RulePacks",
        "Reporting",
      ],
      swiftSettings: engine),
    .target(
      name: "EditorSupport", dependencies: ["ApptLint", "Findings", "FHIRSyntax", "FHIRDefinitions", "HTTPExchange"],
      swiftSettings: strict),
    .target(
      name: "ApptLintCommand", dependencies: ["ApptLint", "EditorSupport", "Findings", "FHIRSyntax", "Reporting"],
      swiftSettings: engine),
    .executableTarget(name: "apptlint", dependencies: ["ApptLintCommand"], swiftSettings: strict),
    .systemLibrary(
      name: "CMicroHTTPD", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"]), .brew(["libmicrohttpd"])]),
    .target(
      name: "ApptLintServer",
      dependencies: ["CMicroHTTPD", "ApptLint", "ApptLintCommand", "Findings", "FHIRSyntax", "Reporting"],
      swiftSettings: strict),
    .executableTarget(name: "apptlint-server", dependencies: ["ApptLintServer"], swiftSettings: strict),
    .target(
      name: "ApptLintC", dependencies: ["ApptLint", "ApptLintCommand", "Findings", "Reporting"],
      exclude: ["apptlint.h", "apptlint.map"], swiftSettings: strict),
    // The source of the package Examples/Server, without access to `package` declarations, like a user's program.
    .executableTarget(
      name: "ServerExample", dependencies: ["ApptLint"], path: "Examples/Server/Sources/Server", packageAccess: false),
    .testTarget(name: "LibraryTests", dependencies: ["ApptLint", "ServerExample"], packageAccess: false),
    .executableTarget(
      name: "apptlint-generate",
      dependencies: ["Findings", "FHIRSyntax", "FHIRDefinitions", "FHIRValidation", "HTTPExchange", "RulePacks"],
      swiftSettings: strict),
    .testTarget(
      name: "RepositoryTests",
      dependencies: ["apptlint-generate", "ApptLint", "ApptLintCommand", "Findings", "FHIRSyntax", "RulePacks"],
      swiftSettings: strict),
    // The fuzzer, one program for all targets: see Fuzz/fuzz.mk.
    .target(
      name: "FuzzSupport",
      dependencies: [
        "CEmbeddedData", "Findings", "FHIRSyntax", "FHIRDefinitions", "FHIRPath", "FHIRValidation", "Reporting", "ApptLint",
        "ApptLintCommand",
      ],
      path: "Fuzz/Support", swiftSettings: strict),
    .executableTarget(name: "apptlint-fuzz", dependencies: ["FuzzSupport"], path: "Fuzz/Program", swiftSettings: strict),
    .executableTarget(
      name: "apptlint-benchmarks",
      dependencies: [
        "CEmbeddedData", "CLibXML2", "Findings", "FHIRSyntax", "FHIRDefinitions", "FHIRValidation", "RulePacks", "Reporting",
        "ApptLint",
      ],
      path: "Benchmarks",
      exclude: [
        "Payloads", "bench.mk", "cold-start.sh", "command.py", "counts.json", "counts.py", "growth.py", "lsp.py", "many-files.sh",
        "python.py", "server.py",
      ],
      swiftSettings: strict),
    // The payloads of TestVectors/, for several test targets.
    .target(
      name: "VectorSupport", dependencies: ["ApptLintCommand", "Findings", "FHIRSyntax"], path: "Tests/VectorSupport",
      swiftSettings: strict),
    .testTarget(
      name: "RulePacksTests",
      dependencies: [
        "ApptLint", "CEmbeddedData", "Findings", "FHIRSyntax", "FHIRDefinitions", "FHIRValidation", "HTTPExchange", "RulePacks",
        "VectorSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FHIRSyntaxTests", dependencies: ["Findings", "FHIRSyntax", "FuzzSupport", "VectorSupport"], swiftSettings: strict),
    .testTarget(
      name: "FHIRDefinitionsTests",
      dependencies: ["apptlint-generate", "CEmbeddedData", "Findings", "FHIRSyntax", "FHIRDefinitions"],
      swiftSettings: strict),
    .testTarget(name: "FHIRPathTests", dependencies: ["ApptLint"], swiftSettings: strict),
    .testTarget(
      name: "FHIRValidationTests",
      dependencies: [
        "ApptLint", "CEmbeddedData", "Findings", "FHIRSyntax", "FHIRDefinitions", "FHIRPath", "FHIRValidation", "VectorSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "HTTPExchangeTests",
      dependencies: ["ApptLint", "ApptLintCommand", "Findings", "FHIRSyntax", "HTTPExchange", "Reporting", "VectorSupport"],
      swiftSettings: strict),
    .testTarget(name: "ReportingTests", dependencies: ["Findings", "FHIRSyntax", "Reporting"], swiftSettings: strict),
    .testTarget(
      name: "TestVectorTests",
      dependencies: [
        "ApptLint", "ApptLintCommand", "Findings", "FHIRSyntax", "FHIRDefinitions", "Reporting", "RulePacks", "VectorSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ApptLintServerTests",
      dependencies: ["ApptLint", "ApptLintCommand", "ApptLintServer", "Findings", "FHIRSyntax"], swiftSettings: strict),
    .testTarget(
      name: "EditorSupportTests", dependencies: ["ApptLint", "EditorSupport", "Findings", "FHIRSyntax"], swiftSettings: strict),
    .testTarget(
      name: "ApptLintCommandTests",
      dependencies: ["ApptLintCommand", "Findings", "FHIRSyntax", "Reporting", "VectorSupport"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
