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
  readonly ofCategory: boolean;
}

/** What each reason counts for beside a search score of at most 1. */
const METHOD = 1.6;
const CATEGORY = 1.2;
const FILES = 0.5;

/** Best first; only what has a reason of its own or is found by the words. */
export function fittingDocuments(index: KnowledgeIndex, run: RunWords): Fitting[] {
  const found = new Map(index.search(run.failure || run.names).map(one => [one.document, one]));
  const fitting = index.documents.flatMap(document => {
    const method = methodOf(document, run.names);
    const ofCategory = run.category !== null && run.category !== 'unknown' && document.head.categories.includes(run.category);
    const files = filesOf(document, run.members);
    const hit = found.get(document);
    if (!method && !ofCategory && !hit) return [];
    const rank = ofCategory ? CATEGORY / (1 + document.head.categories.indexOf(run.category ?? '')) : 0;
    const score = (method ? METHOD : 0) + rank + (files.length && (method || ofCategory) ? FILES : 0) + (hit?.score ?? 0);
    const why = [
      ...(method ? [`method: ${method}`] : []),
      ...(ofCategory ? [`category: ${run.category}`] : []),
      ...(files.length ? [`files: ${files.slice(0, 3).join(', ')}`] : []),
      ...(hit?.why ?? []),
    ];
    return [{ document, section: hit?.section ?? index.beginningOf(document), score, why, method, ofCategory }];
  });
  // The way to look at one kind of test misleads with another kind.
  const isKnown = fitting.some(one => one.method);
  const own = fitting.filter(one => !isKnown || one.method || !one.document.head.tags.includes('method'));
  return own.sort((a, b) => b.score - a.score || a.document.name.localeCompare(b.document.name));
}

/** A document tagged `method` is for the runs whose names hold another of its tags as a word. */
function methodOf({ head }: KnownDocument, names: string): string | null {
  if (!head.tags.includes('method')) return null;
  const words = ` ${names.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `;
  return head.tags.find(tag => tag !== 'method' && words.includes(` ${tag.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `)) ?? null;
}

/** Its streams that name files of the run; globs that any log fits say nothing. */
function filesOf({ head }: KnownDocument, members: readonly string[]): string[] {
  const telling = head.streams.filter(stream => /[a-z]{3}/i.test(stream.replace(/\.(?:log|txt|xml|json)/g, '')));
  return telling.filter(stream => {
    const pattern = new RegExp(
      `(?:^|[/!])${stream
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '[^/]*')
        .replaceAll('?', '[^/]')}$`,
      'i',
    );
    return members.some(member => pattern.test(member));
  });
}
