/** The code room: what is open while a file is scanned: calls, groups, blocks; and the texts that stand in them. */

import type { StatementKind } from '../statement.ts';
import { calleeOf, levelOfArguments } from './callee.ts';
import { Frame, type Text } from './frame.ts';
import type { Language } from './language.ts';
import { HOLE, wholeWords } from './pattern.ts';

/** A statement as found: offsets become lines and columns once the file is read. */
export interface Found {
  readonly kind: StatementKind;
  readonly level: number;
  readonly pattern: string;
  readonly offset: number;
}

const ROUND = 40;
const DEEPEST = 400;
/** Longer texts are data unless something logs them. */
const LONGEST_TEXT = 400;
const LONGEST_CHAIN = 200;

/** What was closed: whether it stands for text, as far as the bracket around it is concerned. */
export class Calls {
  readonly found: Found[] = [];
  readonly #source: string;
  readonly #language: Language;
  readonly #frames: Frame[] = [new Frame()];
  #depth = 0;

  constructor(source: string, language: Language) {
    this.#source = source;
    this.#language = language;
    this.top.begin(0, 0);
  }

  get top(): Frame {
    return this.#frames[this.#depth];
  }

  /** Whether statements stand here, not arguments. */
  get isBlock(): boolean {
    return this.top.bracket !== ROUND && this.top.nameFrom < 0;
  }

  open(bracket: number, at: number): Frame {
    if (this.#depth >= DEEPEST) this.#depth = 0;
    this.#depth++;
    this.#frames[this.#depth] ??= new Frame();
    this.top.begin(bracket, at);
    return this.top;
  }

  /** The frame that the closing bracket ends; null when none is open for it. Frames inside it that nobody closed end with it. */
  close(bracket: number): Frame | null {
    let depth = this.#depth;
    while (depth > 0 && this.#frames[depth].bracket !== bracket) depth--;
    if (depth === 0) return null;
    this.#depth = depth;
    this.endArgument();
    const closed = this.top;
    this.#depth--;
    return closed;
  }

  string(at: number, pattern: string, told: boolean): void {
    const { top } = this;
    if (top.done) return;
    top.told = told && top.text === '';
    if (top.hole && !top.text.endsWith(HOLE)) top.text += HOLE;
    top.hole = false;
    if (top.from < 0) top.from = at;
    top.text += pattern;
  }

  /** A value that is no text. */
  value(): void {
    if (!this.top.done) this.top.hole = true;
  }

  /** The text so far is one of several; another follows. */
  alternative(): void {
    const { top } = this;
    if (top.from >= 0) this.#keepText(top);
    top.forget();
  }

  endArgument(): void {
    const { top } = this;
    if (top.from >= 0) this.#keepText(top);
    if (top.from >= 0 || top.hole) {
      if (this.#language.lines && top.joined.length < LONGEST_TEXT)
        top.joined += (top.arguments ? ' ' : '') + (top.from >= 0 ? top.text : HOLE);
      top.arguments++;
    }
    top.forget();
  }

  #keepText(top: Frame): void {
    if (top.hole && !top.done && !top.text.endsWith(HOLE)) top.text += HOLE;
    top.texts.push({ pattern: top.text, from: top.from, named: top.named, told: top.told });
  }

  /** Ends a statement of a block: what texts it held outside of calls. */
  endStatement(): void {
    const { top } = this;
    const { stream, statementFrom } = top;
    this.endArgument();
    if (top.texts.length) {
      const head = this.#source.slice(statementFrom, Math.min(top.texts[0].from, statementFrom + LONGEST_CHAIN));
      for (const text of top.texts) if (!text.told || stream) this.#emitBare(text, { head, stream, statementFrom });
      top.texts = [];
    }
    top.joined = '';
    top.arguments = 0;
    top.beginStatement();
  }

  #emitBare(
    { pattern, from }: Text,
    { head, stream, statementFrom }: { head: string; stream: boolean; statementFrom: number },
  ): void {
    if (stream) {
      const name = /([A-Za-z_]\w*)\s*(?:\([^()]*\))?\s*<</.exec(head)?.[1] ?? /[A-Za-z_]\w*/.exec(head)?.[0] ?? '';
      const { kind, level } = calleeOf({ name, chain: head.slice(0, 80), language: 'c++' });
      const told = kind === 'none' || kind === 'format' ? 'text' : kind;
      this.#emit({ kind: told, level: level || (told === 'log' ? levelOfArguments(head) : 0), pattern, offset: statementFrom });
    } else if (/^(?:throw|raise|assert|panic|die)\b/.test(head))
      this.#emit({ kind: 'error', level: 0, pattern, offset: statementFrom });
    else this.#emit({ kind: 'text', level: 0, pattern, offset: from });
  }

  /** Emits what a call says; returns the text that it hands to the bracket around it, null when it hands on none. */
  called(frame: Frame): Text | null {
    const { texts } = frame;
    const first = texts.find(text => !text.named) ?? texts[0];
    if (frame.nameFrom < 0) return frame.bracket === ROUND && texts.length === 1 ? first : this.#asTexts(texts);
    const name = this.#source.slice(frame.nameFrom, frame.nameEnd);
    const chain = this.#source.slice(Math.max(frame.chainFrom, frame.nameEnd - LONGEST_CHAIN), frame.nameEnd);
    const callee = calleeOf({ name, chain, language: this.#language.name });
    const kind = callee.kind !== 'format' && this.#isRaised(frame) ? 'error' : callee.kind;
    const { level, joins } = callee;
    if (kind === 'logger') this.found.push({ kind, level: 0, pattern: first.pattern, offset: first.from });
    if (kind === 'format') return first;
    if (kind === 'none' || kind === 'logger') return null;
    if (kind === 'text') {
      this.#nameLogger(name, frame, first);
      this.#asTexts(texts);
      return first === texts[0] && wholeWords(first.pattern) > 1 ? { ...first, told: true } : null;
    }
    this.#nameLogger(name, frame, first);
    const told = level || levelOfArguments(this.#source.slice(frame.at, Math.min(first.from, frame.at + 120)));
    const offset = frame.nameFrom;
    for (const text of texts)
      if (text === first || (!text.named && wholeWords(text.pattern) > 1))
        this.#emit({ kind, level: told, pattern: text.pattern, offset });
    if (joins && frame.arguments > 1) {
      this.#emit({ kind, level: told, pattern: frame.joined, offset });
      // Values may go into the texts instead.
      if (texts.length > 1 && this.#language.regex)
        this.#emit({ kind, level: told, pattern: texts.map(text => text.pattern).join(' '), offset });
    }
    return wholeWords(first.pattern) > 1 ? { ...first, told: true } : null;
  }

  #isRaised({ chainFrom }: Frame): boolean {
    return /\b(?:throw|raise)(?:\s+new)?\s+$/.test(this.#source.slice(Math.max(0, chainFrom - 24), chainFrom));
  }

  /** `logger("commitlog")`, `getLogger('shop.cart')`, `debug('app:http')`: the name that its lines bear. */
  #nameLogger(name: string, frame: Frame, { pattern, from }: Text): void {
    if (frame.arguments === 1 && /^[\w.:/@-]{2,80}$/.test(pattern) && /log|debug/i.test(name + this.#before(frame))) {
      if (
        !/[.>]\s*$/.test(this.#source.slice(Math.max(0, frame.nameFrom - 3), frame.nameFrom)) ||
        /get|create|make|factory|of|child|for/i.test(name)
      )
        this.found.push({ kind: 'logger', level: 0, pattern, offset: from });
    }
  }

  /** `static logging::logger clog("…")`: the type stands before the name. */
  #before(frame: Frame): string {
    return this.#language.streams
      ? (/[\w:]+\s+$/.exec(this.#source.slice(Math.max(0, frame.nameFrom - 40), frame.nameFrom))?.[0] ?? '')
      : '';
  }

  #asTexts(texts: readonly Text[]): null {
    for (const { pattern, from, told } of texts) if (!told) this.#emit({ kind: 'text', level: 0, pattern, offset: from });
    return null;
  }

  #emit(found: Found): void {
    const { kind, pattern } = found;
    if (kind === 'text' && (pattern.length > LONGEST_TEXT || !mayBeMessage(pattern))) return;
    if (wholeWords(pattern) > 0) this.found.push(found);
  }
}

/** A word alone is a key; words, or a word and a value with a blank between them, may be said. */
function mayBeMessage(pattern: string): boolean {
  const words = wholeWords(pattern);
  return words > 2 || (words > 0 && pattern.includes(' ') && (pattern.includes(HOLE) || (words > 1 && /^[A-Z]/.test(pattern))));
}
