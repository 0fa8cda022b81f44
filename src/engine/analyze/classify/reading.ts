/** Analysis: what one rule reads in one block of lines: its strongest sign that stands, and the specifics stated with it. */
import { cleanText } from '../results/clean.ts';
import { hostOf, shortNode } from './host.ts';
import { isInnocent, isRetried, namesTest } from './innocent.ts';
import type { Found, Rule } from './rule.ts';

/** Lines of a block that are looked at: the beginning and the end, where tools print the cause. */
const HEAD = 120;
const TAIL = 40;
/** Where the runners of CI services check a project out: nobody looks for a file there. */
const WORKSPACE =
  /^\/(?:home\/(?:runner\/work\/[^/]+\/[^/]+|travis\/build\/[^/]+\/[^/]+|circleci\/(?:project|repo))|Users\/(?:runner\/work|travis\/build)\/[^/]+\/[^/]+|github\/workspace|root\/project|var\/(?:lib\/)?jenkins(?:_home)?\/workspace\/[^/]+|drone\/src|builds\/[^/]+\/[^/]+)\//;
/** Colours whose escape character was lost on the way; some loggers lose it in every line. */
const LOST_COLOUR = /\[(?:[01]|[0-2]?;?[349]\d(?:;\d{1,3}){0,4})m/g;
/** What the beginnings of lines that are to be tried again count. */
const RETRY_FACTOR = 0.4;

/** A block of lines made ready for all rules. */
export interface Block {
  /** Without colours and runners' stamps. */
  readonly text: string;
  readonly raw: string;
  readonly member: string;
  /** Lines left out of the middle of `text`. */
  readonly skipped: number;
}

export interface Reading {
  /** 0 to 1, how surely the block tells of the rule's kind of failure. */
  readonly weight: number;
  readonly found: Found;
  /** The lines of the sign, and how many lines of the block stand before them. */
  readonly telling: string;
  readonly offset: number;
  /** Where in `telling` the sign begins. */
  readonly column: number;
}

/** `raw` is the block's lines joined with line feeds, `member` the path they stand in. */
export function blockOf(raw: string, member: string): Block {
  const all = raw.split('\n');
  const lines = all.length > HEAD + TAIL ? [...all.slice(0, HEAD), ...all.slice(-TAIL)] : all;
  const text = lines.map(line => cleanText(line).replace(LOST_COLOUR, '')).join('\n');
  return { text, raw, member, skipped: all.length - lines.length };
}

/** The strongest reading of a block, or null when no sign stands. */
export function readBlock(rule: Rule, block: Block): Reading | null {
  let best: Reading | null = null;
  for (const [weight, fits] of rule.signs) {
    if (best && weight <= best.weight) continue;
    const reading = firstStanding(rule, block, { weight, fits });
    if (reading && (!best || reading.weight > best.weight)) best = reading;
  }
  return best;
}

function firstStanding(rule: Rule, block: Block, sign: { weight: number; fits: RegExp }): Reading | null {
  let retried: Reading | null = null;
  for (const match of block.text.matchAll(sign.fits)) {
    const line = lineAround(block.text, match.index);
    if (isInnocent(line) || rule.unless?.test(line) || (!rule.readsTestNames && namesTest(line))) continue;
    const place = whereStands(block, match);
    const reading = { weight: sign.weight, found: specifics(match, block, place.offset), ...place };
    if (!isRetried(line)) return reading;
    retried ??= { ...reading, weight: sign.weight * RETRY_FACTOR };
  }
  return retried;
}

function whereStands(block: Block, match: RegExpMatchArray): Pick<Reading, 'telling' | 'offset' | 'column'> {
  const start = block.text.lastIndexOf('\n', (match.index ?? 0) - 1) + 1;
  const end = block.text.indexOf('\n', (match.index ?? 0) + match[0].length);
  const before = block.text.slice(0, start).split('\n').length - 1;
  const offset = before >= HEAD ? before + block.skipped : before;
  const telling = block.text.slice(start, end < 0 ? undefined : end);
  return { telling, offset, column: (match.index ?? 0) - start };
}

function lineAround(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, end < 0 ? text.length : end);
}

function specifics(match: RegExpMatchArray, block: Block, offset: number): Found {
  const stated = Object.entries(match.groups ?? {}).filter(([, value]) => value?.trim());
  const found: Record<string, string> = Object.fromEntries(stated.map(([name, value]) => [name, value.trim()]));
  if (found.file) found.file = found.file.replace(WORKSPACE, '');
  const nemesis = /\b(?:during_nemesis=|nemesis_name["']?[=:] ?["']?)([A-Za-z]\w+)/.exec(block.raw)?.[1];
  if (nemesis) found.nemesis ??= nemesis;
  const line = block.raw.split('\n', offset + 1)[offset] ?? '';
  const host = found.host
    ? shortNode(found.host)
    : (hostOf(line, block.member) ?? hostOf(block.raw.split('\n', 1)[0], block.member));
  if (host) found.host = host;
  return found;
}
