/** The investigator: what a model hands in is compared with what is stored: a claim stays when its quotes, figures and links stand in the lines that it cites, and it does not deny them. */
import type { Citation, Claim, RemovedClaim } from '../model/findings.ts';
import type { ActionItem } from '../model/judgement.ts';
import type { Line } from '../model/line.ts';
import { oneLine } from '../tools/render/safe.ts';
import { denies } from './denial.ts';
import { type Ground, UNDRAWN, unfounded } from './figures.ts';
import type { CitedPlace } from './ledger.ts';
import { REPORT } from './opening.ts';
import { stated } from './samples.ts';
import type { Lures } from './shield/lures.ts';
import type { Submission, SubmittedClaim } from './submission.ts';

/** How the evidence is looked up: everything is asked for again, nothing is taken from what the model was sent. */
export interface Lookup {
  place(id: string): CitedPlace | null;
  /** The lines of the record as they are stored now; none where they are gone. */
  lines(place: CitedPlace): Promise<readonly Line[]>;
  /** What a tool answers now to the call of this result, or null for an id that no result has. */
  result(id: string): Promise<string | null>;
  /** Texts that the model saw and that read like instructions. */
  readonly lures: Pick<Lures, 'suspicionOf' | 'lured'>;
}

export interface Verified {
  readonly summary: string;
  readonly claims: readonly Claim[];
  readonly action_items: readonly ActionItem[];
  readonly removed: readonly RemovedClaim[];
  /** What was changed beside the claims; sentences for a person. */
  readonly notes: readonly string[];
}

/** Visible characters of a quote at least, unless its line has fewer. */
const LEAST_QUOTE = 8;
/** Claims beyond these are not looked at. */
const MOST_CLAIMS = 20;

/** Addresses, Markdown links, commands of the editor, and `file.ext:12`. */
const LINK =
  /\b[a-z][a-z0-9+.-]*:\/\/\S+|\b(?:command|data|file|javascript|mailto|vscode|vscode-insiders):\S+|<\/?(?:a|img|script|iframe|svg|style|form|link|object|embed)\b[^>]*>|\]\[[^\]]*\]|\bwww\.\S+|\[[^\]]*\]\([^)]*\)|[\w./\\-]*\w\.[a-z]\w{0,9}:\d+/gi;

export async function verified(submission: Submission, lookup: Lookup): Promise<Verified> {
  const claims: Claim[] = [];
  const removed: RemovedClaim[] = [];
  const grounds: Evidence[] = [];
  for (const submitted of submission.claims.slice(0, MOST_CLAIMS)) {
    const judged = await judge(submitted, lookup);
    if ('removed' in judged) removed.push(judged.removed);
    else {
      claims.push(judged.claim);
      grounds.push(judged.evidence);
    }
  }
  const left = submission.claims.length - MOST_CLAIMS;
  const all = joined(grounds);
  const lured = (text: string) => lookup.lures.lured(text, all.texts);
  const told = summaryOf({ ...submission, summary: withoutIds(submission.summary, lookup) }, { claims, evidence: all, lured });
  const actions = actionsOf(submission, lured);
  const notes = [
    ...(left > 0 ? [`${left} further claims of the model were not looked at.`] : []),
    ...told.notes,
    ...actions.notes,
  ];
  return { summary: told.summary, claims, action_items: actions.items, removed, notes };
}

/** What a claim rests on. */
interface Evidence extends Ground {
  /** The cited lines alone: links may stand in these only. */
  readonly lines: readonly string[];
}

type Judged = { readonly claim: Claim; readonly evidence: Evidence } | { readonly removed: RemovedClaim };

async function judge(submitted: SubmittedClaim, lookup: Lookup): Promise<Judged> {
  const title = withoutIds(submitted.title, lookup);
  const description = withoutIds(submitted.description, lookup);
  const gone = (why: RemovedClaim['why'], detail: string): Judged => ({ removed: { title: removedTitle(title), why, detail } });
  if (submitted.evidence.length === 0) return gone('no_evidence', 'It cites no line.');
  const firstLine = async ({ place }: Line) => (await lookup.lines({ ...place, line: 1, end_line: 1 }))[0];
  const citations: Citation[] = [];
  const lines: Line[] = [];
  const texts: string[] = [];
  for (const { id, quote } of submitted.evidence) {
    const place = lookup.place(id.trim().replace(/^\[(\w+)\]$/, '$1'));
    if (!place) return gone('unknown_evidence', `It cites ${shown(id)}, which no answer has shown.`);
    const stored = await lookup.lines(place);
    if (stored.length === 0) return gone('unknown_evidence', `The line that it cites as ${shown(id)} is no longer stored.`);
    const suspicion = lookup.lures.suspicionOf(place, stored);
    if (suspicion) return gone('from_injected_text', `A line that it cites reads like an instruction: it ${suspicion}.`);
    const found = quoteIn(stored, quote);
    if ('why' in found) return gone('quote_differs', `${found.why}: ${shown(quote)}.`);
    citations.push({ place: { ...place, end_line: Math.max(place.line, stored.at(-1)?.place.line ?? 0) }, quote: found.quote });
    lines.push(...stored);
    texts.push(...(await stated(stored, firstLine)));
  }
  const results = await resultsOf(submitted.results ?? [], lookup);
  if ('unknown' in results) return gone('unknown_evidence', `It cites ${shown(results.unknown)}, which is no answer of a tool.`);
  const evidence = groundOf(lines, [...texts, ...results.texts], citations.length);
  if ([title, description].some(words => lookup.lures.lured(words, evidence.texts)))
    return gone('from_injected_text', 'It says what a text that reads like an instruction says, and its lines do not.');
  const link = strangeLink(`${title}\n${description}`, evidence);
  if (link) return gone('link', `It holds ${shown(link)}, which stands in none of its lines.`);
  const strange = unfounded(`${title}\n${description}`, evidence);
  if (strange.length)
    return gone('number_differs', `It says ${strange.map(shown).join(', ')}, which stands in none of its lines.`);
  // What a tool counted may well say that something is not there.
  const looked = submitted.results?.some(id => id.trim() !== REPORT);
  if (!looked && [title, description].some(words => denies(words, evidence.lines)))
    return gone('denies_evidence', 'It says the opposite of what its lines say.');
  return { claim: { title, description, confidence: submitted.confidence, citations }, evidence };
}

function removedTitle(title: string): string {
  return title.length > 200 ? `${title.slice(0, 200)}…` : title;
}

/** The piece of the stored text that reads as the quote does; runs of blanks are equal, nothing else is. */
export function quoteIn(stored: readonly Line[], quote: string): { quote: string } | { why: string } {
  const words = quote.trim().split(/\s+/u);
  const visible = words.join('').length;
  const texts = [stored.map(line => line.text).join('\n'), stored.map(line => oneLine(line.text)).join('\n')];
  const pattern = new RegExp(words.map(word => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s+'), 'u');
  const found = visible === 0 ? undefined : texts.map(text => pattern.exec(text)?.[0]).find(piece => piece !== undefined);
  if (visible >= LEAST_QUOTE)
    return found === undefined ? { why: 'Its quote does not stand in the line that it cites' } : { quote: found };
  const short = stored.some(line => line.text.replace(/\s+/gu, '') === words.join(''));
  return short && found !== undefined ? { quote: found } : { why: 'Its quote is too short to prove anything' };
}

async function resultsOf(ids: readonly string[], lookup: Lookup): Promise<{ texts: string[] } | { unknown: string }> {
  const texts: string[] = [];
  for (const id of ids) {
    const text = await lookup.result(id.trim());
    if (text === null) return { unknown: id };
    texts.push(text);
  }
  return { texts };
}

/** `texts` is what the lines state, and what answers of tools say. */
function groundOf(lines: readonly Line[], texts: readonly string[], cited: number): Evidence {
  return {
    lines: lines.map(line => line.text),
    texts: [...texts, ...texts.map(oneLine), ...lines.map(line => line.place.member)],
    times: lines.flatMap(line => line.at ?? []),
    cited,
  };
}

function joined(grounds: readonly Evidence[]): Evidence {
  return {
    lines: grounds.flatMap(one => one.lines),
    texts: grounds.flatMap(one => one.texts),
    times: grounds.flatMap(one => one.times),
    cited: grounds.reduce((sum, one) => sum + one.cited, 0),
  };
}

function strangeLink(text: string, { lines }: Evidence): string | undefined {
  return text
    .replace(UNDRAWN, '')
    .match(LINK)
    ?.find(link => !lines.some(line => line.includes(link.replace(/[.,;:)\]]+$/, ''))));
}

/** Ids that a model writes into its sentences say nothing to a reader: the citations stand beside the claim. */
function withoutIds(text: string, lookup: Lookup): string {
  return text
    .replace(/ ?[[(](E\d+(?:, ?E\d+)*)[\])]/g, (whole, ids: string) =>
      ids.split(/, ?/).every(id => lookup.place(id)) ? '' : whole,
    )
    .replace(/\bE\d+\b/g, id => (lookup.place(id) ? 'the cited line' : id));
}

interface Carried {
  readonly claims: readonly Claim[];
  readonly evidence: Evidence;
  readonly lured: (text: string) => boolean;
}

/** Of the model's sentences those that the claims carry; where one does not, the first claim's title. */
function summaryOf(submission: Submission, { claims, evidence, lured }: Carried): { summary: string; notes: string[] } {
  if (claims.length === 0) return { summary: '', notes: [] };
  const { summary } = submission;
  const link = strangeLink(summary, evidence);
  const wrong = link ? [link] : unfounded(summary, evidence);
  const taken = sentencesOf(summary).some(lured);
  if (wrong.length === 0 && summary.trim() && !taken) return { summary: summary.trim(), notes: [] };
  const said = wrong.length ? `it said ${wrong.map(shown).join(', ')}, which stands in none of the cited lines` : 'it was empty';
  const why = taken ? 'it said what a text that reads like an instruction says' : said;
  return { summary: claims[0].title, notes: [`The model’s summary was replaced by its first claim: ${why}.`] };
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?;。])\s*/u).filter(one => one.trim());
}

/** What is to be done is advice, no claim; but a link in it would be one that the model made up, and what a log asks for is no advice. */
function actionsOf(
  { action_items = [] }: Submission,
  lured: (text: string) => boolean,
): { items: ActionItem[]; notes: string[] } {
  const items = action_items
    .slice(0, MOST_CLAIMS)
    .filter(
      ({ title, description }) =>
        !`${title}\n${description}`.replace(UNDRAWN, '').match(LINK) && ![title, ...sentencesOf(description)].some(lured),
    );
  const left = action_items.length - items.length;
  return {
    items,
    notes:
      left > 0
        ? [`${left} of the model’s proposals held links, followed text of the logs, or were too many, and were left out.`]
        : [],
  };
}

function shown(text: string): string {
  const one = oneLine(text);
  return `“${one.length > 120 ? `${one.slice(0, 120)}…` : one}”`;
}
