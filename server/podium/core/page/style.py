"""The style of the pages. Colours are named once, for light and for dark; a host may choose with `data-theme`."""

from __future__ import annotations

from podium.core.drawing import MAP_STYLE

_LIGHT = """
  --paper: #fbfaf8; --card: #ffffff; --ink: #1d2430; --quiet: #596273; --line: #e2e0da; --rail: #eceae4;
  --accent: #2a5d8f; --good: #26704a; --good-soft: #e4f1e9; --bad: #a63a33; --bad-soft: #f9e7e4;
  --wait: #7a5710; --wait-soft: #f6eeda; --cut: #8b8f99; --one: #2a5d8f; --two: #a0612a; --three: #6b5aa6;
"""
_DARK = """
  --paper: #14171c; --card: #1b1f26; --ink: #e4e7ec; --quiet: #a2abb9; --line: #2e343e; --rail: #2a3039;
  --accent: #8ab6e4; --good: #7cc49b; --good-soft: #1c3328; --bad: #ec958d; --bad-soft: #3b2220;
  --wait: #dfb862; --wait-soft: #362d17; --cut: #7d8592; --one: #8ab6e4; --two: #e0a26b; --three: #b5a6ec;
"""

STYLE = f"""
:root {{ color-scheme: light dark; {_LIGHT} }}
@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {_DARK} }} }}
:root[data-theme="dark"] {{ color-scheme: dark; {_DARK} }}
:root[data-theme="light"] {{ color-scheme: light }}
*, ::before, ::after {{ box-sizing: border-box }}
html {{ -webkit-text-size-adjust: 100%; background: var(--paper) }}
body {{ margin: 0; color: var(--ink); overflow-wrap: anywhere; font: 400 1rem/1.6 var(--font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif) }}
main {{ max-width: 62rem; margin: 0 auto; padding: clamp(1.25rem, 4vw, 3.5rem) clamp(1rem, 4vw, 2.5rem) 4rem }}
h1 {{ font-size: clamp(1.45rem, 1.1rem + 1.6vw, 2.1rem); line-height: 1.25; font-weight: 640; letter-spacing: -.012em; margin: .2rem 0 .6rem; text-wrap: balance; overflow-wrap: anywhere }}
h2 {{ font-size: 1.2rem; line-height: 1.3; font-weight: 620; letter-spacing: -.005em; margin: 0 0 .9rem }}
h3 {{ font-size: .95rem; font-weight: 620; margin: 1.2rem 0 .3rem }}
p {{ margin: 0 0 .7rem; max-width: 44rem; overflow-wrap: anywhere }}
section {{ margin-top: 3.2rem }}
code {{ font: .88em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere }}
.over {{ color: var(--quiet); font-size: .82rem; margin: 0 }}
.meta {{ color: var(--quiet); font-size: .95rem }}
.quiet {{ color: var(--quiet); font-size: .86rem }}
.none {{ color: var(--quiet); font-style: italic }}
.trouble {{ color: var(--bad) }}
.tag, .status {{ display: inline-block; padding: .05rem .6rem; border-radius: 1rem; background: var(--rail); color: var(--ink); font-size: .82rem; line-height: 1.6 }}
.status.completed {{ background: var(--good-soft); color: var(--good) }}
.status.failed, .status.cancelled {{ background: var(--bad-soft); color: var(--bad) }}
.status.partial, .status.interrupted, .status.awaiting_host, .status.running {{ background: var(--wait-soft); color: var(--wait) }}
.plain {{ white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0 }}
.unseen {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }}
nav ul {{ list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; padding: 0; margin: 1.6rem 0 0; font-size: .88rem }}
a {{ color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: .06em }}
:focus-visible {{ outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px }}

.figures {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(7.6rem, 1fr)); gap: 1.1rem 1.3rem; margin: 1.6rem 0 0 }}
.figures div {{ border-top: 1px solid var(--line); padding-top: .55rem; min-width: 0 }}
.figures dt {{ color: var(--quiet); font-size: .82rem }}
.figures dd {{ margin: 0 }}
.figures .value {{ font-size: 1.4rem; line-height: 1.35; font-weight: 600; font-variant-numeric: tabular-nums }}
.figures .value .none {{ font-size: .95rem; font-weight: 400 }}
.figures .note {{ color: var(--quiet); font-size: .8rem; line-height: 1.4 }}
.cases {{ white-space: nowrap }}
.recommended {{ border-left: 3px solid var(--accent); padding: .1rem 0 .1rem 1rem; margin: 1.2rem 0 }}
.recommended h3 {{ margin-top: 0 }}

.scroll {{ overflow-x: auto; margin: 1rem 0 0 }}
table {{ border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.45 }}
caption {{ text-align: left; color: var(--quiet); font-size: .82rem; padding-bottom: .5rem }}
th, td {{ text-align: left; vertical-align: top; padding: .5rem 1.1rem .5rem 0; border-top: 1px solid var(--line); overflow-wrap: break-word }}
.free {{ overflow-wrap: anywhere; min-width: 9rem }}
th:last-child, td:last-child {{ padding-right: 0 }}
thead th {{ border-top: 0; padding-top: 0; font-weight: 500; color: var(--quiet); font-size: .82rem; overflow-wrap: normal }}
tbody th {{ font-weight: 500 }}
.number {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }}
thead .number {{ white-space: normal }}
.bar, .share {{ min-width: 6rem }}
td.bar {{ width: 24% }}

.timeline th:first-child {{ width: 26%; min-width: 7.5rem; overflow-wrap: anywhere }}
.who {{ display: flex; gap: .3em }}
.who span:last-child {{ min-width: 0 }}
.mark {{ flex: 0 0 1.1em }}
.mark.answered {{ color: var(--good) }}
.mark.failed {{ color: var(--bad) }}
.mark.asked {{ color: var(--wait) }}
.mark.planned, .mark.skipped {{ color: var(--quiet) }}
.timeline .lane {{ width: 46%; min-width: 8rem }}
.timeline td {{ white-space: nowrap }}
svg {{ display: block }}
.track {{ overflow: visible }}
.tree .wave {{ margin-bottom: .2rem }}
.wave {{ display: block; color: var(--quiet); font-size: .78rem; font-weight: 400; letter-spacing: .02em }}
rect.bar.answered {{ fill: var(--good) }}
rect.bar.failed {{ fill: var(--bad) }}
rect.bar.dropped {{ fill: none; stroke: var(--cut); stroke-width: 1.5; stroke-dasharray: 3 2 }}
rect.bar.open {{ fill: var(--wait) }}
.axis text, .chart text {{ fill: var(--quiet); font-size: 12px; font-variant-numeric: tabular-nums }}
.legend {{ list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; padding: 0; margin: .9rem 0 .4rem; color: var(--quiet); font-size: .84rem }}
.legend li {{ display: flex; align-items: center; gap: .45rem }}
.state {{ white-space: nowrap; font-size: .86rem; font-weight: 400 }}
.state.answered {{ color: var(--good) }}
.state.failed {{ color: var(--bad) }}
.state.asked {{ color: var(--wait) }}
.state.planned, .state.skipped {{ color: var(--quiet) }}

.tree, .agents {{ list-style: none; margin: 0; padding: 0 }}
.tree > li {{ margin-top: 1.1rem }}
.agents {{ margin: .35rem 0 0 .3rem; border-left: 1px solid var(--line) }}
.agents > li {{ position: relative; padding: .35rem 0 .35rem 1.3rem }}
.agents > li::before {{ content: ""; position: absolute; left: 0; top: 1.15rem; width: .85rem; border-top: 1px solid var(--line) }}
.agents p {{ margin: 0 0 .2rem }}
details {{ margin: .3rem 0 }}
summary {{ cursor: pointer; color: var(--accent); font-size: .88rem }}
details ul {{ padding-left: 1.1rem; margin: .3rem 0 .6rem }}
details li {{ margin: .25rem 0; font-size: .92rem; overflow-wrap: anywhere }}
.notes {{ padding-left: 1.1rem; margin: 1.4rem 0 0; color: var(--quiet); font-size: .88rem; max-width: 46rem }}

ul {{ padding-left: 1.2rem }}
figure {{ margin: 1rem 0 0; min-width: 0 }}
.beside {{ display: grid; grid-template-columns: minmax(0, 24rem) minmax(0, 1fr); gap: 1rem 2.4rem; align-items: start; margin-top: 1.2rem }}
.square {{ width: 100%; max-width: 24rem; height: auto }}
.grid {{ stroke: var(--line) }}
.ideal {{ stroke: var(--quiet); stroke-dasharray: 4 4 }}
.whisker {{ stroke: var(--ink); stroke-width: 1.5; opacity: .65 }}
.point {{ fill: var(--accent); stroke: var(--paper); stroke-width: 1.5 }}
.rail {{ fill: var(--rail) }}
.filled {{ fill: var(--accent) }}
.line line {{ stroke: var(--one); stroke-width: 2.2; stroke-linecap: round }}
.line.workflow line {{ stroke: var(--two); stroke-dasharray: 7 4 }}
.line.multi line {{ stroke: var(--three); stroke-dasharray: 2 4 }}
.key {{ width: 1.5rem; border-top: 2.5px solid var(--one) }}
.key.workflow {{ border-top: 2.5px dashed var(--two) }}
.key.multi {{ border-top: 2.5px dotted var(--three) }}
.picture {{ overflow: auto; border: 1px solid var(--line); border-radius: 10px; background: var(--card); max-height: 34rem }}
{MAP_STYLE}
@media (max-width: 60rem) {{ .figures {{ grid-template-columns: repeat(3, minmax(0, 1fr)) }} }}
@media (max-width: 44rem) {{
  .figures {{ grid-template-columns: repeat(auto-fit, minmax(7.6rem, 1fr)) }}
  .wide, .half {{ display: none }}
  .beside {{ grid-template-columns: minmax(0, 1fr) }}
  th, td {{ padding-right: .7rem }}
  section {{ margin-top: 2.5rem }}
  .timeline .lane {{ width: 40%; min-width: 4.5rem }}
  .timeline th:first-child {{ min-width: 7.6rem; padding-right: .4rem }}
}}
@media print {{
  :root {{ color-scheme: light; {_LIGHT} }}
  nav {{ display: none }}
  section, tr, li {{ break-inside: avoid }}
}}
"""
