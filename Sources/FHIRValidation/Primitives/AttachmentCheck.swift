import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks that the size and hash of attachments match their data (FHIR, Data types: Attachment).
struct AttachmentCheck {
  private let document: Document
  private let row: UInt32
  private let data: Symbol
  private let size: Symbol
  private let hash: Symbol

  static func run(_ typed: TypedDocument, at nodes: Suspects.Nodes, into validation: inout Validation) {
    if nodes?.isEmpty ?? false { return }
    guard let check = AttachmentCheck(typed) else { return }
    typed.document.visit(nodes) { node in
      guard typed.document.record(node).form == .object, typed.typeRow(of: node) == check.row else { return }
      check.check(node, into: &validation)
    }
  }

  private init?(_ typed: TypedDocument) {
    let symbols = typed.document.symbols
    guard let row = symbols.symbol("Attachment").flatMap({ typed.release.type($0) })?.index,
      let data = symbols.symbol("data"), let size = symbols.symbol("size"), let hash = symbols.symbol("hash")
    else { return nil }
    document = typed.document
    (self.row, self.data, self.size, self.hash) = (row, data, size, hash)
  }

  private func check(_ attachment: Node, into validation: inout Validation) {
    let sizeNode = document.element(size, of: attachment)
    let hashNode = document.element(hash, of: attachment)
    guard sizeNode != nil || hashNode != nil else { return }
    // Malformed data was reported, and the size and hash cannot be checked against it.
    func bytes(_ node: Node?) -> [UInt8]? {
      guard let node, !validation.isInvalid(node), let text = document.value(of: node) else { return nil }
      let bytes = Array(text.utf8)[...]
      return Base64Grammar.error(in: bytes) == nil ? Base64.decoded(bytes)?.bytes : nil
    }
    let content = bytes(document.element(data, of: attachment))
    if let content, let sizeNode, !validation.isInvalid(sizeNode), let stated = document.value(of: sizeNode),
      stated != String(content.count), NumberGrammar.integerError(in: Array(stated.utf8)[...], minimum: 0) == nil
    {
      validation.report(
        PrimitiveRules.attachmentSize.finding(
          document.valueRange(of: sizeNode),
          "expected size \(content.count), the number of bytes of the data, found \(payload: stated)", node: sizeNode))
    }
    guard let hashNode, let stated = bytes(hashNode) else { return }
    if stated.count != SHA1.length {
      var finding = PrimitiveRules.attachmentHash.finding(
        document.valueRange(of: hashNode), "expected a SHA-1 hash of \(SHA1.length) bytes, found \(stated.count)", node: hashNode)
      // FHIR's own examples with data stored elsewhere have hashes of all kinds.
      if content == nil { finding.severity = .warning }
      validation.report(finding)
    } else if let content, SHA1.hash(of: content) != stated {
      validation.report(
        PrimitiveRules.attachmentHash.finding(
          document.valueRange(of: hashNode), "hash is not the SHA-1 hash of the data", node: hashNode))
    }
  }
}
