/** The knowledge: which documents fit a run: by the method that its name tells, the category of its report, its files, and the words of its failure. */
import type { KnownDocument } from './document.ts';
import type { Found, KnowledgeIndex } from './search.ts';

/** What a run says of itself. */
export interface RunWords {
  /** Its title, job and what its system says of it. */
  readonly names: string;
  readonly category: string | null;
  /** Paths of its log files. */
  readonly members: readonly string[];
  /** Words of its failure, the summary first. */
  readonly failure: string;
}

export interface Fitting extends Found {
  /** The method that the document is for and the run follows. */
  readonly method: string | null;
  /** Whether it is mainly about the category of the run. */
  readonly ofCategory: boolean;
}

/** What each reason counts for beside a search score of at most 1. */
const METHOD = 3;
const CATEGORY = 1.2;
const FILES = 0.5;

/** Categories of a document that it is mainly about: the first ones. */
const MAIN = 2;

/** Best first; only what has a reason of its own or is found by the words. */
export function fittingDocuments(index: KnowledgeIndex, run: RunWords, byModel: Float32Array | null = null): Fitting[] {
  const found = new Map(index.search(run.failure || run.names, byModel).map(one => [one.document, one]));
  const fitting = index.documents.flatMap(document => {
    const method = methodOf(document, [run.names, ...run.members].join('\n'));
    const { files, elsewhere } = filesOf(document, run.members);
    const at = elsewhere || isForMethod(document) ? -1 : categoryAt(document, run.category);
    const hit = found.get(document);
    if (!method && at < 0 && !hit) return [];
    const reason = (method ? METHOD : 0) + (at < 0 ? 0 : CATEGORY / (1 + at));
    const score = reason + (files.length && reason ? FILES : 0) + (hit?.score ?? 0);
    const why = [
      ...(method ? [`method: ${method}`] : []),
      ...(at < 0 ? [] : [`category: ${run.category}`]),
      ...(files.length ? [`files: ${files.slice(0, 3).join(', ')}`] : []),
      ...(hit?.why ?? []),
    ];
    const ofCategory = at >= 0 && at < MAIN;
    return [{ document, section: hit?.section ?? index.beginningOf(document), score, why, method, ofCategory }];
  });
  // The way to look at one kind of test misleads with another kind.
  const isKnown = fitting.some(one => one.method);
  const own = fitting.filter(one => !isKnown || one.method || !isForMethod(one.document));
  return own.sort((a, b) => b.score - a.score || a.document.name.localeCompare(b.document.name));
}

function categoryAt({ head }: KnownDocument, category: string | null): number {
  return category === null || category === 'unknown' ? -1 : head.categories.indexOf(category);
}

const METHOD_TAG = 'method:';

/** A document tagged `method:longevity` is for the runs whose names hold that word. */
function methodOf({ head }: KnownDocument, names: string): string | null {
  const words = ` ${plain(names)} `;
  const methods = head.tags.filter(tag => tag.startsWith(METHOD_TAG)).map(tag => tag.slice(METHOD_TAG.length));
  return methods.find(method => words.includes(` ${plain(method)} `)) ?? null;
}

function isForMethod({ head }: KnownDocument): boolean {
  return head.tags.some(tag => tag.startsWith(METHOD_TAG));
}

function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Its streams that name files of the run; globs that any log fits say nothing. `elsewhere`: it is only about files that the run has not. */
function filesOf({ head }: KnownDocument, members: readonly string[]): { files: string[]; elsewhere: boolean } {
  const telling = head.streams.filter(stream => /[a-z0-9]/i.test(stream.replace(/\.(?:log|txt|xml|jsonl?)/g, '')));
  const files = telling.filter(stream => {
    const glob = stream
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]');
    const pattern = new RegExp(`(?:^|[/!])${glob}$`, 'i');
    return members.some(member => pattern.test(member));
  });
  return { files, elsewhere: telling.length > 0 && telling.length === head.streams.length && files.length === 0 };
}
