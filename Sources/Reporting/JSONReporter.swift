import Findings

/// An OperationOutcome as JSON; for several inputs a Bundle of type collection with an OperationOutcome for each.
struct JSONReporter: Reporter {
  let style: ReportStyle

  func begin(into output: inout OutputBuffer) {
    if style.hasSeveralInputs { output.append("{\n  \"resourceType\": \"Bundle\",\n  \"type\": \"collection\"") }
  }

  func separate(first: Bool, into output: inout OutputBuffer) {
    // FHIR does not allow empty lists, so the list is opened before its first item.
    if style.hasSeveralInputs { output.append(first ? ",\n  \"entry\": [\n    " : ",\n    ") }
  }

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    let outcome = OperationOutcome(report, showingValues: style.showsValues).value
    let writer = FHIRJSONWriter(isIndented: true)
    if style.hasSeveralInputs {
      writer.write(.object(bundleEntry(outcome, number: number)), depth: 2, into: &output)
    } else {
      writer.write(outcome, into: &output)
      output.append("\n")
    }
  }

  func end(_ tally: Tally, into output: inout OutputBuffer) {
    guard style.hasSeveralInputs else { return }
    output.append(tally.reports > 0 ? "\n  ]\n}\n" : "\n}\n")
  }
}

/// The members of a bundle's entry. Its URL is made from the input's number, so that the same inputs give the same bytes.
func bundleEntry(_ outcome: FHIRValue, number: Int) -> FHIRMembers {
  ["fullUrl": .string("urn:apptlint:input:\(number)"), "resource": outcome]
}
