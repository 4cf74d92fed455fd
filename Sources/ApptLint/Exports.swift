// What a program meets that uses the linter: payloads, findings and limits of FHIRSyntax, reports and their formats of
// Reporting. One import is enough.
@_exported public import FHIRSyntax
@_exported public import Reporting
