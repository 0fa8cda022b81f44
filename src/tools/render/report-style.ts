/** The table: the look of the report's page: calm, one accent per meaning, light and dark, fit for print. */

export const reportStyle = `
:root{color-scheme:light dark;--bg:#fff;--side:#f7f7f8;--fg:#1f2328;--dim:#646b73;--rule:#e4e6e9;--hover:#f2f4f7;
--err:#c4252d;--warn:#8a6100;--new:#8a3fa0;--link:#0a5fc2;--ok:#217a44;--mono:ui-monospace,"Cascadia Code","SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{--bg:#1b1c1e;--side:#212225;--fg:#d6d8db;--dim:#9aa0a6;--rule:#323438;--hover:#26282c;
--err:#f4696f;--warn:#d9b03c;--new:#cf95da;--link:#6cb0ff;--ok:#7bc796}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.55 system-ui,"Segoe UI",Roboto,sans-serif}
.page{max-width:1240px;margin:0 auto;padding:32px 32px 48px;display:grid;grid-template-columns:minmax(0,1fr) 280px;gap:0 40px}
header{grid-column:1/-1;padding-bottom:22px;border-bottom:1px solid var(--rule);margin-bottom:4px}
.run{color:var(--dim);margin:0 0 12px;overflow-wrap:anywhere}
h1{font-size:26px;line-height:1.3;font-weight:650;letter-spacing:-.01em;margin:0 0 10px;max-width:44em;overflow-wrap:anywhere;text-wrap:pretty}
.under{color:var(--dim);margin:0;max-width:80ch}
.badge{display:inline-block;font-size:12px;font-weight:600;border-radius:4px;padding:0 8px;line-height:20px;margin-right:8px;color:var(--err);border:1px solid currentColor}
.badge.quiet{color:var(--warn)}
main>section,aside>section{padding:22px 0;border-bottom:1px solid var(--rule)}
main>section:last-child,aside>section:last-child{border:0}
h2{font-size:17px;line-height:1.4;margin:0 0 8px;font-weight:620;overflow-wrap:anywhere}
h2 small{font-size:13px;font-weight:400;color:var(--dim);margin-left:8px;white-space:nowrap}
aside h2,h3{font-size:12px;text-transform:uppercase;letter-spacing:.06em;color:var(--dim);margin:0 0 10px;font-weight:620}
h3{margin:16px 0 6px}
p{margin:0 0 10px}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
a:focus-visible,pre:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-999em}.skip:focus{left:16px;top:8px;background:var(--bg);padding:6px 10px}
code{font:.88em var(--mono);background:var(--hover);border-radius:3px;padding:1px 4px;overflow-wrap:anywhere}
.lines{list-style:none;margin:8px -10px 12px;padding:0;font:13px/1.5 var(--mono);display:grid;grid-template-columns:12px fit-content(34%) minmax(0,1fr) auto;gap:0 14px}
.lines li{display:grid;grid-column:1/-1;grid-template-columns:subgrid;padding:4px 10px;border-radius:4px;align-items:start}
.lines li:hover,.lines li:target{background:var(--hover)}
.lines .where{overflow-wrap:anywhere}.lines .text{overflow-wrap:anywhere}
.lines .part{font:12px/1.5 system-ui,sans-serif;color:var(--dim);text-align:right;max-width:10em}
.mark{width:9px;height:9px;border-radius:50%;background:var(--dim);margin-top:5px}
.cause .mark{background:var(--err)}.cause .part{color:var(--err)}
.precursor .mark{background:none;border:2px solid var(--warn)}.precursor .part{color:var(--warn)}
.trigger .mark{background:var(--new);border-radius:0;transform:rotate(45deg) scale(.85)}.trigger .part{color:var(--new)}
.echo .mark,.context .mark{transform:scale(.5)}
ul.steps,ol.todo{margin:0;padding-left:1.3em}ul.steps li,ol.todo li{margin:5px 0;padding-left:4px}
ul.steps{list-style:"○  "}
ol.todo p{color:var(--dim);margin:1px 0 0}.prio{font-size:12px;color:var(--dim)}
figure{margin:0}
svg{display:block;width:100%;height:auto;font:11px system-ui,sans-serif}svg .dim,svg text{fill:var(--dim)}svg .err{fill:var(--err)}svg .warn{fill:var(--warn)}svg .new{fill:var(--new)}svg .link{fill:var(--link)}svg .axis{stroke:var(--rule)}svg .tail{stroke:var(--err)}
dl{display:grid;grid-template-columns:auto 1fr;gap:3px 12px;margin:0}dt{color:var(--dim)}dd{margin:0;text-align:right;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.gaps{list-style:none;padding:0;margin:8px 0 0;color:var(--warn);overflow-wrap:anywhere}.gaps li{margin:6px 0}
.quiet{color:var(--dim)}dl+p{margin-top:12px}.bad{color:var(--err)}
article{margin:14px 0 18px;padding:2px 0 0 12px;border-left:2px solid var(--rule);scroll-margin-top:16px}
article:target{border-color:var(--link);background:linear-gradient(90deg,var(--hover),transparent)}
.said{margin:0;font-weight:550;overflow-wrap:anywhere}.said .id{font:12px var(--mono);color:var(--dim);margin-right:6px}
pre{font:12.5px/1.5 var(--mono);white-space:pre-wrap;overflow-wrap:anywhere;margin:6px 0;padding:10px 12px;background:var(--side);border-radius:4px;max-height:24em;overflow:auto}
.names{list-style:none;margin:0;padding:0;overflow-wrap:anywhere}.names li{margin:4px 0}.mono{font:12px/1.5 var(--mono)}.new{color:var(--new);font-family:system-ui,sans-serif}
.fine{font-size:12px;color:var(--dim);overflow-wrap:anywhere;margin:0 0 4px}.fine code{background:none;padding:0}
footer{grid-column:1/-1;border-top:1px solid var(--rule);padding-top:14px;color:var(--dim);font-size:13px}
@media (max-width:900px){.page{grid-template-columns:minmax(0,1fr);padding:20px 18px}.lines{grid-template-columns:12px minmax(0,1fr) auto}.lines .text{grid-column:2/-1;grid-row:2}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{:root{--bg:#fff;--side:#fff;--fg:#000;--dim:#444;--rule:#bbb;--hover:#fff;--err:#a00;--warn:#640;--new:#606;--link:#000}
body{font-size:10.5pt}.page{display:block;padding:0;max-width:none}.skip{display:none}section{break-inside:auto}article,li{break-inside:avoid}pre{max-height:none;border:1px solid var(--rule)}}
`;

/** The style's checksum for the page's content security policy; a test says what it must be. */
export const reportStyleHash = 'sha256-7m7iWnYYw9qoe0tRN1pRuNDPXzJFsQsySd6XbT5cdrg=';
