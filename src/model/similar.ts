/** The nouns: what of a failure is compared with other failures, and the runs that failed alike. */
import { z } from 'zod';
import { Category } from './category.ts';
import { Place } from './place.ts';
import { type Evidence, type Report, Role } from './report.ts';
import { ReportHead } from './run.ts';

/** What is kept of a report to be compared: some KiB instead of some hundred. */
export const Sketch = z.object({
  category: Category.nullable(),
  summary: z.string(),
  lines: z.array(z.object({ place: Place.nullable(), role: Role.nullable(), text: z.string() })),
  actions: z.array(z.string()).describe('titles of what the report advised'),
});
export type Sketch = z.infer<typeof Sketch>;

const SharedMessage = z.object({
  message: z.string().describe('its constant words; <*> stands for what differs'),
  here: Place.nullable().describe('in the run that was asked about; null for a text'),
  there: Place,
});

export const SimilarRun = ReportHead.extend({
  score: z.number().describe('0 to 1: the share of the asked failure, weighed by how rare each part is, that this run shows too'),
  why: z.array(z.string()).describe('short reasons for a person: "same category: …", "same message: …", "words: …"'),
  messages: z.array(SharedMessage).describe('the most telling first'),
  words: z.array(z.string()).describe('shared words, the most telling first'),
  place: Place.nullable().describe('the line of this run that matches best, else its first evidence; null when it has none'),
  actions: z.array(z.string()).describe('what its report advised'),
});
export type SimilarRun = z.infer<typeof SimilarRun>;

export const SimilarRuns = z.object({
  about: z.object({
    run_id: z.string().nullable(),
    title: z.string().describe('of the run, or the text that was asked'),
    category: Category.nullable(),
  }),
  similar: z.array(SimilarRun).describe('the most similar first'),
  in_all: z.int().describe('runs that are alike at all'),
  compared: z.int().describe('reports of other runs that were compared'),
});
export type SimilarRuns = z.infer<typeof SimilarRuns>;

const LINES = 16;
const LINE_UNITS = 300;
const SUMMARY_UNITS = 600;

/** Evidence first, then further suspects. */
export function sketchOf({ category, summary, evidence_index, suspect_lines, action_items }: Report): Sketch {
  const cited = evidence_index.map(one => ({ place: placeOf(one.place), role: roleOf(one), text: evidenceText(one) }));
  const known = new Set(evidence_index.map(({ place }) => `${place.member}:${place.line}`));
  const further = suspect_lines
    .filter(({ place }) => !known.has(`${place.member}:${place.line}`))
    .map(({ place, role, title, text }) => ({ place: placeOf(place), role, text: title ?? text }));
  return {
    category,
    summary: summary.slice(0, SUMMARY_UNITS),
    lines: [...cited, ...further].slice(0, LINES).map(line => ({ ...line, text: line.text.slice(0, LINE_UNITS) })),
    actions: action_items.map(one => one.title),
  };
}

/** What is asked for by its words alone: an error message, some lines of a log. */
export function sketchOfText(text: string): Sketch {
  const lines = text.split(/\r\n|\n|\r/).filter(line => line.trim() !== '');
  return {
    category: null,
    summary: '',
    lines: lines.slice(0, LINES).map(line => ({ place: null, role: null, text: line.slice(0, LINE_UNITS) })),
    actions: [],
  };
}

function placeOf({ source, member, line }: Place): Place {
  return { source, member, line };
}

function roleOf({ attributes }: Evidence): Role | null {
  const role = Role.safeParse(attributes.role);
  return role.success ? role.data : null;
}

/** A log line's title is the line without stamps and heads; other titles only say what kind of thing it is. */
function evidenceText({ kind, title, snippet }: Evidence): string {
  return kind === 'log' || kind === 'event' || kind === 'pattern' ? title : `${title}: ${snippet}`;
}
