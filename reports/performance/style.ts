/** The page's style. Colours are named by meaning; none of them is the only bearer of one. */
export const STYLE = `
:root{color-scheme:light dark;--page:#fff;--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--faint:#eaeef2;--raised:#f6f8fa;--accent:#0969da;--good:#1a7f37;--bad:#cf222e;--warn:#9a6700}
@media(prefers-color-scheme:dark){:root{--page:#0d1117;--ink:#f0f6fc;--soft:#9198a1;--line:#3d444d;--faint:#262c36;--raised:#151b23;--accent:#4493f8;--good:#3fb950;--bad:#f85149;--warn:#d29922}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:68rem;padding:1.5rem clamp(1rem,4vw,2.5rem) 4rem;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem;letter-spacing:-.01em}
h2{font-size:1.2rem;margin:3rem 0 .25rem;letter-spacing:-.005em}
h3{font-size:1rem;margin:1.75rem 0 .25rem}
p{margin:.25rem 0 .75rem;max-width:62ch}
.soft{color:var(--soft)}
.note{border-left:3px solid var(--warn);padding:.25rem .75rem;margin:.75rem 0;max-width:62ch}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:var(--page);padding:.5rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:1rem 0 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.75rem;margin:1.5rem 0 0;padding:0}
.tiles div{border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem}
.tiles dt{color:var(--soft);font-size:.875rem}
.tiles dd{margin:0;font-size:1.6rem;font-weight:600;line-height:1.3;font-variant-numeric:tabular-nums}
.tiles small{display:block;font-size:.8125rem;font-weight:400;color:var(--soft)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.9375rem}
caption{text-align:left;color:var(--soft);font-size:.875rem;padding:0 0 .25rem}
th,td{padding:.3rem .75rem .3rem 0;text-align:right;white-space:nowrap;border-bottom:1px solid var(--faint);vertical-align:middle;font-weight:400}
th:first-child,td.text,th.text{text-align:left}
td.text{white-space:normal;overflow-wrap:break-word;min-width:9rem}
thead th{color:var(--soft);font-size:.8125rem;border-bottom-color:var(--line);vertical-align:bottom}
tr.total th,tr.total td{font-weight:600;border-top:1px solid var(--line)}
td.picture,th.picture{width:45%;padding:0;min-width:7.5rem}
td.range{color:var(--soft)}
code{font:0.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.plot{display:block;overflow:visible}
.plot text{fill:var(--soft);font-size:12px}
.grid{stroke:var(--faint)}.unit{stroke:var(--soft)}
.interval{stroke-width:2.5;stroke-linecap:round}
.mark{stroke:var(--page);stroke-width:1.5}
.better{fill:var(--good)}.interval.better{stroke:var(--good)}
.worse{fill:var(--bad)}.interval.worse{stroke:var(--bad)}
.even{fill:var(--soft)}.interval.even{stroke:var(--soft)}
.mean{fill:var(--accent)}.interval.mean{stroke:var(--accent)}
.dot{fill:var(--accent);fill-opacity:.45}.bar{fill:var(--accent)}
.line{fill:none;stroke:var(--accent);stroke-width:2;vector-effect:non-scaling-stroke;stroke-linejoin:round}
.bend{stroke:var(--warn);stroke-width:1.5;stroke-dasharray:3 3}
.verdict-SLOWER,.verdict-LARGER,.verdict-WRONG,.verdict-ERROR,.wrong{color:var(--bad);font-weight:600}.verdict-FASTER,.verdict-SMALLER,.verdict-Parallel,.verdict-MET{color:var(--good);font-weight:600}.verdict-CONTAMINATED,.verdict-INCONCLUSIVE,.verdict-Serial,.verdict-MISSED,.verdict-SERIAL{color:var(--warn)}
footer{margin-top:4rem;border-top:1px solid var(--line);padding-top:1rem;color:var(--soft);font-size:.875rem}
@media(max-width:40rem){.wide{display:none}td.picture,th.picture{width:30%;min-width:5.5rem}th,td{padding-right:.5rem}th:first-child{white-space:normal}td.text{min-width:0;overflow-wrap:anywhere}table{font-size:.8125rem}thead th{white-space:normal;font-size:.75rem}.tiles{grid-template-columns:1fr 1fr}.tiles dd{font-size:1.3rem}.plot text{font-size:10px}}
@media print{nav,.skip{display:none}}
`;
