/** The table: a report as one page that stands alone: no script, nothing remote, every claim an anchor to its evidence. */
import { formatPlace } from '../../model/place.ts';
import type { Evidence, Report } from '../../model/report.ts';
import { block, escaped, line, withCode } from './escape.ts';
import { findingsHtml } from './findings-html.ts';
import { htmlRow } from './html-row.ts';
import { type Labels, reportLabels } from './labels.ts';
import { reportStyle, reportStyleHash } from './report-style.ts';
import { elided } from './safe.ts';
import {
  decisiveTitle,
  decisiveWords,
  evidenceOf,
  furtherLines,
  gapWords,
  knowsTests,
  madeBy,
  partWords,
  readingWords,
  remoteWords,
  roleOf,
  runWords,
  testCounts,
  underline,
  when,
} from './story.ts';
import { timelineSvg } from './timeline-svg.ts';
import { count, counted } from './words.ts';

const FURTHER = 10;
const TESTS = 30;
const PATTERNS = 8;
const SNIPPET = 4000;

/** A whole HTML document. Style is allowed by its hash, everything else is refused. */
export function reportHtml(report: Report): string {
  const labels = reportLabels(report);
  const policy = `default-src 'none'; style-src '${reportStyleHash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${line(`${report.summary} · ${report.run.title}`)}</title>
<style>${reportStyle}</style>
</head>
<body>
<a class="skip" href="#first">To the evidence</a>
<div class="page">
${head(report)}
<main id="first">
${[...report.hypotheses.map((_, index) => hypothesis(report, index, labels)), ...(report.decisive_step ? [decisive(report, labels)] : []), actions(report), ...(report.findings ? [findingsHtml(report.findings, labels)] : []), reading(report), further(report, labels), snippets(report)].join('\n')}
</main>
<aside aria-label="Around the cause">
${[picture(report), tests(report), seen(report, labels), patterns(report)].join('\n')}
</aside>
<footer>${line(madeBy(report))}</footer>
</div>
</body>
</html>
`;
}

function head(report: Report): string {
  const badge = report.insufficient_evidence
    ? '<span class="badge quiet">Not enough evidence</span>'
    : '<span class="badge">Failed</span>';
  const under = underline(report);
  const told = remoteWords(report);
  return `<header>
<p class="run">${badge}${line(report.run.title)} · ${line(runWords(report))}</p>${told ? `\n<p class="under">${line(told)}</p>` : ''}
<h1>${line(report.summary)}</h1>${under ? `\n<p class="under">${line(under)}</p>` : ''}
</header>`;
}

function hypothesis(report: Report, index: number, labels: Labels): string {
  const one = report.hypotheses[index];
  const steps = one.verification_steps.map(step => `<li>${withCode(step)}</li>`).join('');
  return `<section aria-labelledby="h${index + 1}">
<h2 id="h${index + 1}">${index + 1} · ${line(one.title)} <small>${one.confidence} confidence</small></h2>
<ul class="lines">${evidenceOf(report, one)
    .map(found => evidenceLine(found, labels))
    .join('')}</ul>
<p>${line(one.description)}</p>
${steps ? `<h3>To be sure</h3>\n<ul class="steps">${steps}</ul>` : ''}
</section>`;
}

/** A line looks the same everywhere: mark, member:line, text, the part it plays. */
function evidenceLine(one: Evidence, labels: Labels): string {
  return htmlRow({
    role: roleOf(one),
    where: labels.place(one.place),
    text: one.title,
    part: partWords(one),
    href: one.evidence_id,
  });
}

function actions(report: Report): string {
  if (report.action_items.length === 0) return '';
  const items = report.action_items.map(
    item =>
      `<li>${line(item.title)} <span class="prio">${item.priority} priority</span><p>${withCode(item.description)}</p></li>`,
  );
  return `<section><h2>What to do</h2><ol class="todo">${items.join('')}</ol></section>`;
}

function reading({ documents = [] }: Report): string {
  const rows = documents.map(one => `<li>${line(one.title)} <small>${line(readingWords(one))}</small></li>`);
  return rows.length ? `<section><h2>What to read</h2><ul>${rows.join('')}</ul></section>` : '';
}

function decisive(report: Report, labels: Labels): string {
  const step = report.decisive_step;
  if (!step) return '';
  const cited = report.evidence_index.find(one => one.place.member === step.place.member && one.place.line === step.place.line);
  const role = report.insufficient_evidence ? 'context' : 'cause';
  const row = htmlRow({ role, where: labels.place(step.place), text: step.title, part: role, href: cited?.evidence_id ?? null });
  return `<section><h2>${decisiveTitle(report)}</h2><ul class="lines">${row}</ul><p>${line(decisiveWords(step))}</p></section>`;
}

function further(report: Report, labels: Labels): string {
  const rows = furtherLines(report, FURTHER).map(({ line: one, title, evidence }) =>
    htmlRow({
      role: one.role,
      where: labels.place(one.place),
      text: title,
      part: one.why[0] ?? one.role,
      href: evidence?.evidence_id ?? null,
    }),
  );
  return rows.length ? `<section><h2>Other telling lines</h2><ul class="lines">${rows.join('')}</ul></section>` : '';
}

function snippets(report: Report): string {
  if (report.evidence_index.length === 0) return '';
  return `<section><h2>Evidence <small>${counted(report.evidence_index.length, 'piece')}, each read again from the stored bytes</small></h2>${report.evidence_index.map(snippet).join('')}</section>`;
}

function snippet(one: Evidence): string {
  const at = when(one.attributes.at);
  const why = typeof one.attributes.why === 'string' && one.attributes.why ? ` · ${one.attributes.why}` : '';
  const lines = one.place.end_line > one.place.line ? ` to ${one.place.end_line}` : '';
  return `<article id="${escaped(one.evidence_id)}" aria-label="${line(`Evidence ${one.evidence_id}`)}">
<p class="said"><span class="id">${escaped(one.evidence_id)}</span> ${line(one.title)}</p>
<pre tabindex="0">${block(elided(one.snippet, SNIPPET))}</pre>
<p class="fine"><code>${line(formatPlace(one.place))}</code>${lines}${at ? ` · ${at} UTC` : ''}${line(why)}</p>
<p class="fine">sha256 <code>${line(one.sha256)}</code></p>
</article>`;
}

function picture(report: Report): string {
  const svg = timelineSvg(report);
  return svg ? `<section><h2>What happened</h2><figure>${svg}</figure></section>` : '';
}

function tests(report: Report): string {
  if (!report.tests || !knowsTests(report.tests)) return '';
  const { failures, frameworks } = report.tests;
  const known = new Map(report.evidence_index.map(one => [`${one.place.member}:${one.place.line}`, one.evidence_id]));
  const names = failures.slice(0, TESTS).map(test => {
    const id = known.get(`${test.member}:${test.line}`);
    const name = line(test.name);
    return `<li>${id ? `<a href="#${escaped(id)}">${name}</a>` : name}</li>`;
  });
  const more = failures.length - TESTS;
  if (more > 0) names.push(`<li>… and ${count(more)} more</li>`);
  return `<section><h2>Tests</h2><p>${line(testCounts(report.tests))}</p>${frameworks.length ? `<p class="fine">${line(frameworks.join(', '))}</p>` : ''}${names.length ? `<ul class="names">${names.join('')}</ul>` : ''}</section>`;
}

function patterns(report: Report): string {
  const changed = report.patterns.filter(one => one.change === 'new' || one.change === 'more_often');
  if (changed.length === 0) return '';
  const rows = changed
    .slice(0, PATTERNS)
    .map(
      one =>
        `<li><span class="new">${one.change === 'new' ? 'new' : 'more often'}</span> ${line(elided(one.template, 120))} <span class="quiet">${count(one.count)}×</span></li>`,
    );
  const more = changed.length - PATTERNS;
  if (more > 0) rows.push(`<li class="quiet">… and ${count(more)} more</li>`);
  return `<section><h2>Patterns against passing runs</h2><ul class="names mono">${rows.join('')}</ul></section>`;
}

function seen(report: Report, labels: Labels): string {
  const { scanned, shown, dropped } = report.coverage;
  const { missing, doubtful } = gapWords(report, labels);
  const list = (all: readonly string[], kind: string) =>
    all.length ? `<ul class="gaps ${kind}">${all.map(words => `<li>${line(words)}</li>`).join('')}</ul>` : '';
  return `<section><h2>What was seen</h2><dl><dt>lines read</dt><dd>${count(scanned)}</dd><dt>files read</dt><dd>${count(report.members)}</dd><dt>telling lines</dt><dd>${count(shown)}</dd><dt>alike</dt><dd>${count(dropped)}</dd><dt>passing runs</dt><dd>${count(report.engine.compared_with)}</dd><dt>claims removed</dt><dd>${count(report.engine.removed_claims)}</dd></dl>
${missing.length ? `<h3>What was not seen</h3>${list(missing, '')}` : '<p class="quiet">Nothing is known to be missing.</p>'}
${list(doubtful, 'quiet')}</section>`;
}
