/// All kinds of checks that rule files can use.
enum CheckVocabulary {
  static let kinds: [any RuleCheck.Type] = [
    AbsentCheck.self, PresentCheck.self, HasCheck.self, ValuedCheck.self,
    CountCheck.self,
    FixedCheck.self, OneOfCheck.self, PatternCheck.self, InstantCheck.self, DateTimeCheck.self, DateCheck.self, UUIDCheck.self,
    MimeTypeCheck.self, LanguageCheck.self, ChecksumCheck.self, VariedCheck.self, SpellingCheck.self, TrimmedCheck.self,
    ZonedCheck.self, OffsetCheck.self, UTCCheck.self, FractionCheck.self, NotFutureCheck.self, OutsideCheck.self,
    NotPlaceholderCheck.self, ResourceCheck.self, ProfileCheck.self, ReferenceCheck.self, ResolvesCheck.self,
    HashedCheck.self, ReferencedCheck.self, FHIRPathCheck.self, UniqueCheck.self, OrderCheck.self, DurationCheck.self,
    InsideCheck.self, SimultaneousCheck.self, SameIdentifierCheck.self, DisplayOfCheck.self, CombinationCheck.self,
    MessageDefinitionCheck.self, UnchangedCheck.self, JWTCheck.self, HTTPDateCheck.self, LocationCheck.self,
    SecureCheck.self, InLocationCheck.self, EchoedCheck.self, RetryCheck.self, UnidentifyingCheck.self,
    ListedCheck.self, DiffersCheck.self, EntityTagCheck.self, ReachedCheck.self, EncodedObjectCheck.self,
    DifferenceCheck.self,
  ]

  static func kind(named name: String) -> (any RuleCheck.Type)? { kinds.first { $0.kind == name } }
}
