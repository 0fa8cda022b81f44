/** The code room: what stands before a message where the reader found no header: numbers, stamps, levels, loggers; pure. */
import { DEBUG, ERROR, FATAL, INFO, NONE, TRACE, WARN } from '../../model/level.ts';

const LEAD =
  /(?:[[(<]?(?:\d[\d:.,TZ+/-]*|npm|trace|debug|verb(?:ose)?|silly|info|notice|warn(?:ing)?|err(?:or)?!?|fatal|crit(?:ical)?|http|timing|[TDIWEF])[\])>:]*(?:\s+|$))+/iy;

const LEVELS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:trace|verb(?:ose)?|silly|timing)\b/i, TRACE],
  [/\bdebug\b/i, DEBUG],
  [/\b(?:info|notice|http)\b/i, INFO],
  [/\bwarn(?:ing)?\b/i, WARN],
  [/\berr(?:or)?\b/i, ERROR],
  [/\b(?:fatal|crit(?:ical)?)\b/i, FATAL],
];

export interface Lead {
  /** Where the message begins. */
  readonly end: number;
  /** Number of model/level; 0 when the lead names none. */
  readonly level: number;
}

/** `25 verbose exit 0` says `exit 0`; a message that is nothing but a lead has none. */
export function leadOf(text: string, body: number): Lead {
  LEAD.lastIndex = body;
  const found = LEAD.exec(text)?.[0] ?? '';
  if (found === '' || body + found.length >= text.length || !/[a-z]/i.test(found)) return { end: body, level: NONE };
  return { end: body + found.length, level: LEVELS.find(([word]) => word.test(found))?.[1] ?? NONE };
}
