import FHIRSyntax
import Testing

/// Times with any number of fraction digits: FHIR sets no limit.
@Suite struct DateTimeTests {
  private static let many = String(repeating: "3", count: 5_000)

  @Test(arguments: [
    ("2026-03-09T09:20:00.1234567890Z", "2026-03-09T09:20:00.1234567891Z"),
    ("2026-03-09T09:20:00Z", "2026-03-09T09:20:00.0000000000000000001Z"),
    ("2026-03-09T09:20:00.\(many)Z", "2026-03-09T09:20:00.\(many)1Z"),
    ("2026-03-09T09:20:00.99999999999999999999999999Z", "2026-03-09T09:20:01Z"),
    ("2026-03-09T10:20:00.09+01:00", "2026-03-09T09:20:00.1Z"),
  ])
  func comesBefore(_ texts: (String, String)) throws {
    let earlier = try #require(FHIRDateTime(texts.0))
    let later = try #require(FHIRDateTime(texts.1))
    #expect(earlier.isBefore(later))
    #expect(!later.isBefore(earlier))
  }

  @Test(arguments: ["", ".0", ".00000000000000000000", ".000"]) func ignoresTrailingZeros(_ fraction: String) throws {
    let moment = try #require(FHIRDateTime("2026-03-09T09:20:00\(fraction)Z"))
    let plain = try #require(FHIRDateTime("2026-03-09T09:20:00Z"))
    #expect(!moment.isBefore(plain) && !plain.isBefore(moment))
  }
}
