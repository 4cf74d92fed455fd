// The API for programs that use the linter: findings and reports from Findings, payloads and limits from FHIRSyntax, formats
// from Reporting. One import is enough.
@_exported public import FHIRSyntax
@_exported public import Findings
@_exported public import Reporting
