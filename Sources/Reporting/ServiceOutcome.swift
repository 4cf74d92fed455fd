package import Findings

/// An OperationOutcome about a request itself, rather than its payload, valid in every release of FHIR.
package struct ServiceOutcome: Sendable {
  /// The code of an issue, from the value set issue-type.
  package enum Code: String, Sendable {
    case invalid
    case notFound = "not-found"
    case notSupported = "not-supported"
    case processing
    case timeout
    case tooLong = "too-long"
    case throttled
  }

  private let code: Code
  private let text: String

  /// An outcome with one error; the text must not contain values from a payload.
  package init(_ code: Code, _ text: String) {
    self.code = code
    self.text = text
  }

  /// The resource as JSON or XML.
  package func text(as format: PayloadFormat) -> String {
    let issue: FHIRValue = .object([
      "severity": .string("error"), "code": .string(code.rawValue),
      "details": .object(["text": .string(SafeText.string(text))]),
    ])
    let outcome = FHIRValue.resource("OperationOutcome", ["issue": .list([issue])])
    return outcome.text(as: format)
  }
}

extension FHIRValue {
  /// A resource as JSON or XML.
  package func text(as format: PayloadFormat) -> String {
    var output = OutputBuffer()
    switch format {
    case .json:
      FHIRJSONWriter(isIndented: true).write(self, into: &output)
      output.append("\n")
    case .xml:
      output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
      FHIRXMLWriter().write(self, isRoot: true, into: &output)
    }
    return output.text
  }
}
