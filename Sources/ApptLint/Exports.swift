// The API for programs that use the linter: findings and reports from Findings, limits from FHIRSyntax, report formats from
// Reporting. One import is enough. docs/api.txt lists all of it.
@_exported public import FHIRSyntax
@_exported public import Findings
@_exported public import Reporting
