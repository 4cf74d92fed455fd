/// The style of the HTML report: light and dark, for wide and narrow screens and for print.
enum HTMLStyle {
  static let sheet = """
    :root { color-scheme: light dark; --paper: #f6f7f9; --card: #fff; --ink: #1b2330; --soft: #56627a; --line: #dbe0e8; \
    --code: #f0f2f6; --link: #005eb8; --error: #b3261e; --error-soft: #fbeae8; --warning: #805600; --warning-soft: #fdf3d7; \
    --information: #005eb8; --information-soft: #e6f0fa; --good: #00672f; --good-soft: #e2f4e9; }
    @media (prefers-color-scheme: dark) { :root { --paper: #12161d; --card: #1a202a; --ink: #e6eaf1; --soft: #a3adbf; \
    --line: #303948; --code: #232b38; --link: #7cb9f5; --error: #ff9d94; --error-soft: #3d1f1d; --warning: #f3c55e; \
    --warning-soft: #3a2f12; --information: #8cc4ff; --information-soft: #152c44; --good: #74d99f; --good-soft: #123222; } }
    * { box-sizing: border-box; }
    html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; background: var(--paper); color: var(--ink); \
    font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
    header, nav, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
    header { padding-top: 2.25rem; }
    h1 { margin: .15rem 0 .25rem; font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.1rem); line-height: 1.2; letter-spacing: -.015em; }
    h2 { margin: 2.5rem 0 .9rem; font-size: 1.25rem; letter-spacing: -.01em; }
    h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
    p { margin: .3rem 0; }
    a { color: var(--link); text-underline-offset: .15em; }
    a:focus-visible, summary:focus-visible, input:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; \
    border-radius: 3px; }
    code, pre, .place { font-family: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; \
    font-size: .875em; }
    code { overflow-wrap: anywhere; }
    .brand, .soft, .as, .clause, footer { color: var(--soft); }
    .brand { margin: 0; font-weight: 600; }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { left: 1rem; top: 1rem; padding: .5rem .75rem; background: var(--card); z-index: 1; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; margin: 1.4rem 0 0; \
    padding: 0; list-style: none; }
    .tiles li { padding: .7rem .9rem .75rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); \
    color: var(--soft); }
    .tiles b { display: block; color: var(--ink); font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
    .tiles .error b { color: var(--error); } .tiles .warning b { color: var(--warning); }
    .tiles .information b { color: var(--information); } .tiles .good b { color: var(--good); }
    nav { margin-top: 1.25rem; display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; }
    .card, .rule { margin: 0 0 .75rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
    .card { padding: .9rem 1.1rem; }
    .rule { margin-bottom: .5rem; }
    .rule > summary { display: flex; align-items: baseline; gap: .6rem; padding: .55rem 1.1rem; cursor: pointer; }
    .rule > summary .name { flex: 1; min-width: 0; overflow-wrap: anywhere; }
    .rule > summary code { white-space: nowrap; }
    .rule > summary::-webkit-details-marker { display: none; }
    .rule > summary .count { white-space: nowrap; font-variant-numeric: tabular-nums; font-weight: 600; }
    .rule > summary .count::after { content: " \\25B8"; color: var(--soft); font-weight: 400; }
    .rule[open] > summary .count::after { content: " \\25BE"; }
    .rule > div { padding: 0 1.1rem .9rem; }
    .badge { display: inline-block; min-width: 5.4rem; padding: 0 .5rem; border-radius: 1rem; font-size: .78rem; \
    font-weight: 600; line-height: 1.5rem; text-align: center; }
    .badge.error { color: var(--error); background: var(--error-soft); }
    .badge.warning { color: var(--warning); background: var(--warning-soft); }
    .badge.information { color: var(--information); background: var(--information-soft); }
    .places { margin: .6rem 0 0; padding: 0; list-style: none; columns: 22rem auto; column-gap: 2rem; font-size: .9rem; }
    .places li { break-inside: avoid; padding: .15rem 0; overflow-wrap: anywhere; }
    .findings { margin: .25rem 0 0; padding: 0; list-style: none; }
    .finding { padding: .8rem 0 .2rem; border-top: 1px solid var(--line); margin-top: .7rem; }
    .finding:target { background: linear-gradient(90deg, var(--information-soft), transparent); margin-inline: -1.1rem; \
    padding-inline: 1.1rem; }
    .head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .15rem .6rem; }
    .head .place { margin-left: auto; color: var(--soft); white-space: nowrap; }
    .message { margin: .4rem 0 .1rem; font-weight: 600; overflow-wrap: anywhere; }
    .help, .clause, .as { font-size: .9rem; }
    pre { margin: .5rem 0; padding: .55rem .8rem; border-radius: .4rem; background: var(--code); \
    line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; }
    pre .l { display: block; padding-left: 4ch; text-indent: -4ch; }
    pre .n { color: var(--soft); user-select: none; }
    mark { padding: .08em 0; border-radius: .15em; background: var(--error-soft); color: var(--error); \
    text-decoration: underline; text-underline-offset: .2em; }
    .warning mark { background: var(--warning-soft); color: var(--warning); }
    .information mark { background: var(--information-soft); color: var(--information); }
    .filter { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 0 0 .9rem; padding: 0; border: 0; }
    .filter legend { float: left; margin-right: .3rem; padding: 0; color: var(--soft); }
    .filter label { cursor: pointer; }
    body:has(#show-error:not(:checked)) .finding.error, body:has(#show-warning:not(:checked)) .finding.warning, \
    body:has(#show-information:not(:checked)) .finding.information { display: none; }
    table { width: 100%; border-collapse: collapse; font-size: .95rem; }
    th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
    th { color: var(--soft); font-weight: 600; }
    td { overflow-wrap: anywhere; } td code { white-space: nowrap; }
    tr:last-child td { border-bottom: 0; }
    td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
    .plain { margin: .6rem 0 0; padding: 0; list-style: none; columns: 18rem auto; column-gap: 2rem; font-size: .9rem; }
    .plain li { overflow-wrap: anywhere; break-inside: avoid; padding: .1rem 0; }
    .card > summary { cursor: pointer; font-weight: 600; }
    footer { margin-top: 2.5rem; padding-bottom: 2.5rem; font-size: .9rem; }
    @media (max-width: 34rem) { header, nav, main, footer { padding-left: .9rem; padding-right: .9rem; }
    .card, .rule > summary, .rule > div { padding-left: .85rem; padding-right: .85rem; }
    .tiles { grid-template-columns: repeat(2, 1fr); gap: .5rem; } \
    .tiles li:last-child:nth-child(odd) { grid-column: span 2; } .badge { min-width: 0; }
    .finding:target { margin-inline: -.85rem; padding-inline: .85rem; } }
    @media print { :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; \
    --code: #f3f3f3; --link: #000; --error: #9c1b14; --warning: #6b4700; --information: #00427f; --good: #00502a; }
    body { font-size: 10pt; } header { padding-top: 0; } nav, .filter, .skip { display: none; }
    .finding, .rule, .tiles li, tr { break-inside: avoid; } h2, h3, summary { break-after: avoid; }
    .badge, .tiles li { border: 1px solid currentColor; background: none; }
    details::details-content { content-visibility: visible; block-size: auto; } .rule > summary .count::after { content: ""; } }
    """
}
