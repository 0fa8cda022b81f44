/** The answers: instructions for a topic or a run, made of the documents that fit best, bounded in length. */
import { Category } from '../../model/category.ts';
import type { DocumentRef, Instruction, Instructions } from '../../model/knowledge.ts';
import { Report } from '../../model/report.ts';
import type { Run } from '../../model/run.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { type KnownDocument, placeOf } from '../knowledge/document.ts';
import { type Fitting, fittingDocuments, type RunWords } from '../knowledge/fitting.ts';
import type { Found } from '../knowledge/search.ts';
import { type CallLife, findRun, sourcesOf, type Workshop } from '../workshop.ts';
import { toldProblems } from './knowledge.ts';

/** Documents shown in full, by name, and linked by a report. */
const FULL = 4;
const FURTHER = 6;
const LINKED = 3;
/** Lines of a report whose words are looked up. */
const SUSPECTS = 5;
/** The document that tells how to begin with any run. */
const BEGINNING = 'start';

export async function getInvestigationInstructions(
  shop: Workshop,
  { topic, run_id, characters }: Proved<typeof table.get_investigation_instructions>,
  life: CallLife,
): Promise<Instructions> {
  const { index, problems, alike } = await shop.library.open(life.signal);
  const run = run_id === undefined ? null : findRun(shop, run_id);
  const words = run && runWords(shop, run, topic);
  const found: Found[] = words
    ? fittingDocuments(index, words, await alike(words.failure || words.names))
    : topic.trim()
      ? index.search(topic, await alike(topic))
      : index.tagged(BEGINNING);
  const method = words ? ((found as Fitting[]).find(one => one.method)?.method ?? null) : null;
  return {
    topic: topic.trim() || words?.failure || words?.names || '',
    run: run && { run_id: run.run_id, title: run.title, category: Category.safeParse(words?.category).data ?? null, method },
    instructions: bounded(found.slice(0, FULL), characters),
    further: found.slice(FULL, FULL + FURTHER).map(refOf),
    problems: toldProblems(problems),
  };
}

/** The documents that a report links: those for its category or its method, none that only share words with it. */
export async function documentsFor(
  shop: Workshop,
  { run, report }: { run: Run; report: Report },
  life: CallLife,
): Promise<NonNullable<Report['documents']>> {
  const { index } = await shop.library.open(life.signal);
  const fitting = fittingDocuments(index, reportWords(shop, run, report));
  return fitting
    .filter(one => one.method || one.ofCategory)
    .slice(0, LINKED)
    .map(one => ({ ...refOf(one), why: one.why[0] }));
}

function runWords(shop: Workshop, run: Run, topic: string): RunWords {
  const kept = Report.safeParse(shop.notebook().report(run.run_id));
  if (!kept.success) return { ...namesOf(shop, run), category: run.category, failure: topic };
  const { failure, ...words } = reportWords(shop, run, kept.data);
  return { ...words, failure: topic.trim() || failure };
}

function reportWords(shop: Workshop, run: Run, report: Report): RunWords {
  const lines = report.suspect_lines.slice(0, SUSPECTS).map(line => line.title ?? line.text);
  return { ...namesOf(shop, run), category: report.category, failure: [report.summary, ...lines].join('\n') };
}

function namesOf(shop: Workshop, run: Run): Pick<RunWords, 'names' | 'members'> {
  const facts = run.remote?.facts.map(fact => `${fact.label} ${fact.value}`) ?? [];
  const members = sourcesOf(shop, run).flatMap(source => source.members.map(member => member.path));
  return { names: [run.title, run.job, ...facts].join('\n'), members };
}

/** The best gets what it needs, the next what is left; each at least its beginning. */
function bounded(found: readonly Found[], characters: number): Instruction[] {
  let left = characters;
  return found.flatMap((one, at) => {
    if (left < characters / 20) return [];
    const text = textOf(one.document);
    const room = Math.min(left, at === 0 ? Math.ceil(characters / 2) : Math.ceil(characters / 3));
    const shown = text.length <= room ? text : text.slice(0, Math.max(text.lastIndexOf('\n', room), room / 2));
    left -= shown.length;
    const { title, head } = one.document;
    const place = placeOf(one.document, one.section);
    return [
      {
        place,
        title,
        why: [...one.why],
        streams: [...head.streams],
        queries: [...head.queries],
        text: shown,
        left_out: text.length - shown.length,
      },
    ];
  });
}

/** Its own heading would only repeat the title. */
function textOf({ body }: KnownDocument): string {
  return body
    .trim()
    .replace(/^# .*\r?\n/, '')
    .trim();
}

function refOf({ document, section }: Found): DocumentRef {
  return { ...placeOf(document, section), title: document.title };
}
