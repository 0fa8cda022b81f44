/** The table: an answer as a model can take it in: bounded, every place and gap kept as long as it can be, and said where something is left out. */
import type { Life } from '../base/progress.ts';
import { flaggedIn, noteOf } from './flagged.ts';
import { type Shorter, shortened, thinned } from './shorten.ts';
import { type Engine, type ToolName, table } from './table.ts';
import { type Told, tell } from './tell.ts';
import { plainView, type Tool } from './tool.ts';

/** Characters of the text, and of the data, at most: about 15,000 tokens of logs. */
export const MOST_CHARACTERS = 45_000;
/** Length to which texts within an answer may be cut before fewer entries are asked for, and those that are tried then. */
const LONG = 2000;
const WIDTHS = [20_000, 8000, LONG, 600, 240];
/** Inputs that make an answer smaller, with the least they may be; of a tool's the first counts. */
const SIZES = { limit: 1, around: 0, buckets: 1, points: 2, characters: 1000 } as const;
const TRIES = 8;

export interface ModelAnswer extends Told {
  /** What the answer leaves out, and how to go on; sentences for a model. */
  readonly notes: readonly string[];
}

/** As `tell`, bounded. Throws what the tool throws. */
export async function tellModel(
  engine: Engine,
  tool: ToolName,
  { input, ...life }: Life & { input: unknown },
): Promise<ModelAnswer> {
  const notes: string[] = [];
  let asked = input;
  let told = await tell(engine, tool, asked, life);
  for (let tries = 0; !fits(cutTo(tool, told, LONG)) && tries < TRIES; tries++) {
    const fewer = smaller(tool, asked, MOST_CHARACTERS / sizeOf(cutTo(tool, told, LONG)));
    if (!fewer) break;
    asked = fewer.input;
    told = await tell(engine, tool, asked, life);
    notes.splice(0, 1, `${fewer.words}, since no more fits into one answer.`);
  }
  const cut = fitted(tool, told);
  return {
    text: cut.text,
    data: cut.data,
    notes: [...notes, ...cut.words, ...noteOf(flaggedIn(cut.data)), ...goOn(tool, cut.data)],
  };
}

type Cut = Told & Pick<Shorter, 'words'>;

function fitted(tool: ToolName, told: Told): Cut {
  if (fits(told)) return { ...told, words: [] };
  const first = WIDTHS.map(width => cutTo(tool, told, width)).find(fits);
  if (first) return first;
  const last = cutTo(tool, told, WIDTHS[WIDTHS.length - 1]);
  const { data, words } = thinned(last.data, MOST_CHARACTERS);
  const text = last.text.slice(0, MOST_CHARACTERS);
  const rest = last.text.length - text.length;
  return { text, data, words: [...last.words, ...words, ...(rest > 0 ? [`The text goes on for ${rest} characters.`] : [])] };
}

/** The whole answer where nothing in it is longer. A text that fits stays as every other door tells it. */
function cutTo(tool: ToolName, told: Told, width: number): Cut {
  const { data, words } = shortened(told.data, width);
  if (words.length === 0) return { ...told, words };
  const text = told.text.length <= MOST_CHARACTERS ? told.text : (table[tool] as unknown as Tool).render(data, plainView);
  return { text, data, words };
}

function sizeOf({ text, data }: Told): number {
  return Math.max(text.length, JSON.stringify(data).length);
}

function fits(told: Told): boolean {
  return sizeOf(told) <= MOST_CHARACTERS;
}

/** The same question for as much as is likely to fit; null where it cannot be made smaller. */
function smaller(tool: ToolName, input: unknown, part: number): { input: unknown; words: string } | null {
  const proved = table[tool].input.safeParse(input).data as Record<string, unknown> | undefined;
  const [key, least] = Object.entries(SIZES).find(([size]) => typeof proved?.[size] === 'number') ?? ['', 0];
  const now = Number(proved?.[key]);
  if (!(now > least)) return null;
  const fewer = Math.max(least, Math.min(now - 1, Math.floor(now * part * 0.9)));
  return { input: { ...(input as object), [key]: fewer }, words: `Asked with ${key} ${fewer}` };
}

function goOn(tool: ToolName, data: unknown): string[] {
  const next = (data as { next?: unknown }).next;
  return typeof next === 'string'
    ? [`There is more: call ${tool} again with the same input and cursor ${JSON.stringify(next)}.`]
    : [];
}
