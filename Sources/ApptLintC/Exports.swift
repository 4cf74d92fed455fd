import ApptLint
import ApptLintCommand
import Findings
import Reporting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// The functions of apptlint.h, which describes them.
//
// Safe in all of these if the caller follows that description: pointers are checked for NULL, lengths match the caller's memory,
// results are allocated with malloc, and a linter is retained from its creation to its destruction.

private enum Status {
  static let ok: Int32 = 0
  static let invalidArgument: Int32 = 1
  static let invalidSettings: Int32 = 2
}

/// A linter as an object, so that C can have a pointer to it.
private final class LinterBox: Sendable {
  let linter: Linter

  init(_ linter: Linter) {
    self.linter = linter
  }
}

/// A zero-terminated copy of a text; nil if there is not enough memory.
private func copy(_ text: String) -> UnsafeMutablePointer<CChar>? { unsafe strdup(text) }

// The version as a text that lives as long as the process. Safe: it is never changed.
private nonisolated(unsafe) let version = unsafe UnsafePointer(strdup(Linter.version))

@_cdecl("apptlint_version")
package func apptlintVersion() -> UnsafePointer<CChar>? { unsafe version }

@_cdecl("apptlint_linter_create")
package func apptlintLinterCreate(
  _ settings: UnsafePointer<CChar>?, _ length: Int, _ linter: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ errorText: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
  unsafe errorText?.pointee = nil
  guard let linter = unsafe linter, length >= 0 else { return Status.invalidArgument }
  unsafe linter.pointee = nil
  let text = unsafe settings.map {
    unsafe String(decoding: UnsafeRawBufferPointer(start: $0, count: length), as: UTF8.self)
  }
  do throws(CommandError) {
    let box = LinterBox(try SettingsText.linter(text ?? ""))
    unsafe linter.pointee = Unmanaged.passRetained(box).toOpaque()
    return Status.ok
  } catch {
    if case .sentence(let sentence) = error { unsafe errorText?.pointee = copy(sentence) }
    return Status.invalidSettings
  }
}

@_cdecl("apptlint_linter_destroy")
package func apptlintLinterDestroy(_ linter: UnsafeMutableRawPointer?) {
  if let linter = unsafe linter { unsafe Unmanaged<LinterBox>.fromOpaque(linter).release() }
}

@_cdecl("apptlint_lint")
package func apptlintLint(
  _ linter: UnsafeRawPointer?, _ name: UnsafePointer<CChar>?, _ bytes: UnsafeRawPointer?, _ count: Int, _ format: Int32,
  _ flags: UInt32, _ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ resultLength: UnsafeMutablePointer<Int>?
) -> Int32 {
  guard let linter = unsafe linter, let result = unsafe result, count >= 0, unsafe bytes != nil || count == 0,
    0...2 ~= format, count <= SourceText.maximumCount
  else { return Status.invalidArgument }
  let box = unsafe Unmanaged<LinterBox>.fromOpaque(linter).takeUnretainedValue()
  let name = unsafe name.map { unsafe String(cString: $0) } ?? "payload"
  let report = unsafe box.linter.lint(SourceText(name: name, bytes: UnsafeRawBufferPointer(start: bytes, count: count)))
  let showsValues = flags & 1 != 0
  var text =
    switch format {
    case 0: report.json(showingValues: showsValues)
    case 1: report.operationOutcome(as: .json, showingValues: showsValues)
    default: report.operationOutcome(as: .xml, showingValues: showsValues)
    }
  let length = text.utf8.count
  // Safe: there is room for the text and the zero byte, and both are written.
  guard let copy = unsafe malloc(length + 1)?.assumingMemoryBound(to: CChar.self) else { return Status.invalidArgument }
  text.withUTF8 { source in unsafe UnsafeMutableRawBufferPointer(start: copy, count: length).copyMemory(from: .init(source)) }
  unsafe copy[length] = 0
  unsafe result.pointee = copy
  unsafe resultLength?.pointee = length
  return Status.ok
}

@_cdecl("apptlint_free")
package func apptlintFree(_ text: UnsafeMutablePointer<CChar>?) { unsafe free(text) }
