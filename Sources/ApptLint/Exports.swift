// What a program meets that uses the linter: findings and reports of Findings, payloads and limits of FHIRSyntax, the formats of
// Reporting. One import is enough.
@_exported public import FHIRSyntax
@_exported public import Findings
@_exported public import Reporting
