/// The language subtag registry (RFC 5646) as a code system: `language/en`, `region/gb`, `variant/1901`,
/// `grandfathered/i-klingon`, all in lower case.
package enum LanguageSubtags {
  package static let url = "https://www.iana.org/assignments/language-subtag-registry"
}
