/** Analysis: what a suspect tells, as far as ordering needs it: what kind of happening, on which host, first-hand or retold. */
import type { Category } from '../../../model/category.ts';
import type { Corpus, Member } from '../../../model/corpus.ts';
import { hostOf } from '../classify/host.ts';
import { blockOf, readBlock } from '../classify/reading.ts';
import { rules } from '../classify/rules.ts';
import type { Suspect } from '../opinions.ts';

/** Lines of a suspect's block that are read, at most. */
const LINES = 40;
/** Characters of a line that are read. */
const WIDTH = 4096;
/** Characters in which its kind is looked for: the fields of an event that tell it stand at its beginning. */
const HEAD = 1500;
/** Signs below are too vague to name a kind of happening; a line that is to be tried again counts for what it says. */
const SURE = 0.35;

export interface Telling {
  readonly suspect: Suspect;
  /** Template ids of all that tell it. */
  readonly templates: readonly number[];
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly host: string | undefined;
  readonly kind: Category | null;
  /** 0 to 1, how surely the words tell of that kind. */
  readonly sure: number;
  /** 0 where the thing happened (log of a process, a node); the higher, the more hands it went through. */
  readonly hands: number;
  /** Class and type of an event of a test runner: `DatabaseLogEvent.REACTOR_STALLED`. */
  readonly event: string | null;
  /** Log-odds that it tells the cause. */
  readonly strength: number;
}

/** How many hands a record of this format went through; logs that are not listed are first-hand. */
const formats: Readonly<Record<string, number>> = {
  'sct-log': 1,
  'sct-raw-events': 2,
  'sct-events': 3,
  'sct-argus': 3,
  'sct-actions': 5,
  'junit-xml': 7,
};
const SEVERITY_COPY = 4;
const CLIENT = 6;

export function tell(corpus: Corpus, suspect: Suspect): Telling {
  const member = corpus.members.find(one => one.id === suspect.member);
  const until = Math.min(suspect.endLine, suspect.line + LINES - 1);
  const text = Array.from(corpus.rows(suspect.member, suspect.line, until), row => row.text.slice(0, WIDTH)).join('\n');
  const path = member?.path ?? '';
  const event = eventIn(text);
  return {
    suspect,
    templates: [suspect.template],
    text,
    words: wordsOf(text),
    host: hostOf(text, path),
    ...kindOf(text, path),
    hands: handsOf(member, event !== null),
    event,
    strength: Math.log(suspect.score / Math.max(1e-9, 1 - suspect.score)),
  };
}

/** Files whose format was not recognised (too short, torn) are known by their names. */
function handsOf(member: Member | undefined, isEvent: boolean): number {
  const name = member?.path.split('/').pop() ?? '';
  if (/^argus/.test(name)) return CLIENT;
  const known = formats[member?.format ?? ''];
  if (known === undefined) return isEvent ? 3 : 0;
  if (member?.format === 'sct-events' && !/^events/.test(name)) return SEVERITY_COPY;
  // The runner's own log repeats the actions, and what they report of events.
  return member?.format === 'sct-log' && isEvent ? 5 : known;
}

/** The kind of happening that the text tells most surely, or null. */
function kindOf(text: string, path: string): Pick<Telling, 'kind' | 'sure'> {
  const block = blockOf(text.slice(0, HEAD), path);
  let best: Pick<Telling, 'kind' | 'sure'> = { kind: null, sure: 0 };
  for (const rule of Object.values(rules)) {
    const sure = readBlock(rule, block)?.weight ?? 0;
    if (sure >= SURE && sure > best.sure) best = { kind: rule.category, sure };
  }
  return best;
}

/** An event's class and type as raw_events.log, events.log and actions.log write them. */
const raw = /"base": ?"(\w+)", ?"type": ?(?:"(\w+)"|null)/;
const shown = /\((\w+) Severity\.\w+\)/;
const action = /\b([A-Z]\w+Event)(?:\.(\w+))?[\w.]* [A-Z]+ Event \(id=/;

function eventIn(text: string): string | null {
  const head = text.slice(0, 4000);
  const [, base, type] = raw.exec(head) ?? action.exec(head) ?? [];
  if (base) return type ? `${base}.${type}` : base;
  const printed = shown.exec(head)?.[1];
  const printedType = printed && /^[^\n]*? Severity\.[^\n(]*?: type=(\w+)/.exec(head)?.[1];
  return printed ? (printedType ? `${printed}.${printedType}` : printed) : null;
}

/** Words of three letters and more; names of fields are left out, since all records of a log have them. */
function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .slice(0, 4000)
      .replace(/"?\w+"?[=:](?=\S)|"\w+":/g, ' ')
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? [],
  );
}
