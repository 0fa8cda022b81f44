/** The code room: what a call does with its text, by the name it is called by: logs it, prints it, raises it, formats it. */
import { DEBUG, ERROR, FATAL, INFO, NONE, TRACE, WARN } from '../../../model/level.ts';
import type { StatementKind } from '../statement.ts';

export interface Callee {
  readonly kind: StatementKind | 'format' | 'none';
  /** Number of model/level; 0 when the name says none. */
  readonly level: number;
  /** Prints all of its arguments, a blank between them. */
  readonly joins: boolean;
}

const LEVELS: Readonly<Record<string, number>> = {
  ...of(TRACE, 'trace verbose silly finest finer fine tracing'),
  ...of(DEBUG, 'debug dbg'),
  ...of(INFO, 'info notice information http success config'),
  ...of(WARN, 'warn warning wrn warnings deprecate deprecated'),
  ...of(ERROR, 'error err exception severe errors'),
  ...of(FATAL, 'fatal critical crit emerg alert panic dpanic'),
};

function of(level: number, words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map(word => [word, level]));
}

const LOGS = set('log logger logging logf logln vlog dlog slog klog syslog printk pr nslog elog ereport lgr msgf msg journal');
const PRINTS = set(
  'print println printf fprintf eprint eprintln vprintf puts fputs echo write writeln writeline output say display stdout stderr cout cerr',
);
const RAISES = set(
  'panic bail anyhow ensure expect fail fatal die abort reject throw raise unreachable unimplemented errorf wrap wrapf context errno newf croak fault failure assertion skip xfail',
);
const FORMATS = set(
  'format sprintf formatted sprint sprintln snprintf gettext ngettext pgettext tr i18n translate localize nls concat strcat str string text bold red green yellow blue cyan gray grey magenta dim dedent lazy message stripindent trimindent trimmargin fmt arg args of',
);
const TRANSLATES = new Set(['_', '__', 't', 'f', '$t', '_n', 'N_', '_f']);
const NOTHING = set(
  'require import include get getattr hasattr setattr has set put contains equals startswith endswith replace split join indexof match test search find filter getenv env open path resolve exec query select sql css html regexp compile pattern re describe it suite command parse parser add_argument addargument option flag field column table register on once emit off addeventlistener key header headers property attr attribute annotate suppresswarnings requestmapping route use',
);

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

const known = new Map<string, Callee>();
const MOST_KNOWN = 20_000;

export interface Called {
  /** The last identifier. */
  readonly name: string;
  /** All of it as it stands in the source, arguments included. */
  readonly chain: string;
  readonly language: string;
}

export function calleeOf(called: Called): Callee {
  const key = `${called.language} ${called.name} ${called.chain}`;
  const kept = known.get(key);
  if (kept) return kept;
  const made = judged(called);
  if (known.size > MOST_KNOWN) known.clear();
  known.set(key, made);
  return made;
}

function judged({ name, chain, language }: Called): Callee {
  if (/^(?:get|create|make|new|child|for)_?(?:\w*_)?log(?:ger)?$/i.test(name))
    return { kind: 'logger', level: NONE, joins: false };
  const words = wordsOf(name);
  const level = levelIn(words);
  const owner = ownerOf(chain);
  if (isErrorName(name, chain) || (owner === 'errors' && /^(?:New|Errorf|Wrap)/.test(name))) return error;
  if (TRANSLATES.has(name) || (level === NONE && words.some(word => FORMATS.has(word))))
    return { kind: 'format', level: NONE, joins: false };
  if (words.some(word => RAISES.has(word)) && !/log/i.test(chain)) return error;
  const joins = isJoiner({ name, chain, language });
  if (level !== NONE || words.some(word => LOGS.has(word)) || /\b\w*log(?:ger)?\b/i.test(owner))
    return { kind: 'log', level: level || levelOfChain(words, chain), joins };
  if (words.some(word => PRINTS.has(word))) return { kind: 'print', level: /err/i.test(chain) ? ERROR : NONE, joins };
  return { kind: words.some(word => NOTHING.has(word)) ? 'none' : 'text', level: NONE, joins: false };
}

/** An error is logged at any level, or not at all. */
const error: Callee = { kind: 'error', level: NONE, joins: false };

/** `LOG_ERROR`, `logWarn`, `spdlog` in small words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_$]+/)
    .filter(Boolean)
    .flatMap(word => [word, word.replace(/(?:f|w|s|ln|fn|ctx|p)$/, '')]);
}

function levelIn(words: readonly string[]): number {
  return words.reduce((level, word) => (Object.hasOwn(LEVELS, word) && word !== 'errors' ? LEVELS[word] : level), NONE);
}

/** `log.atWarning().withCause(e).log`, `log.Error().Err(e).Msg`. */
function levelOfChain(words: readonly string[], chain: string): number {
  if (!words.some(word => /^(?:msg|log|send|write|message)$/.test(word))) return NONE;
  const call = /[.>:]\s*(?:at)?(trace|verbose|debug|info|notice|warn|warning|error|severe|fatal|critical|panic)\s*\(/i.exec(
    chain,
  );
  return call ? LEVELS[call[1].toLowerCase()] : NONE;
}

/** A level among the first arguments: `Level.SEVERE`, `logging.WARNING`, `LOG_ERR`, `slog.LevelWarn`. */
export function levelOfArguments(text: string): number {
  const word =
    /(?:^|[^A-Za-z])(?:level|log|kern|l|log_level|lvl)?[._:]*(trace|verbose|finest|finer|fine|debug|dbg|info|notice|warn|warning|error|err|severe|fatal|critical|crit|emerg|alert)(?![a-z])/i.exec(
      text,
    );
  return word ? LEVELS[word[1].toLowerCase()] : NONE;
}

function isErrorName(name: string, chain: string): boolean {
  if (/_(?:error|exception)$/.test(name)) return /\bstd\s*::/.test(chain);
  if (!/(?:Error|Exception|Fault|Failure|Panic|Warning)$/.test(name) || !/^[A-Z]/.test(name) || /^[A-Z_]+$|Log/.test(name))
    return false;
  return name !== 'Error' || !/[.>:]\s*Error$/.test(chain);
}

function ownerOf(chain: string): string {
  return /([A-Za-z_$][\w$]*)\s*(?:\(\s*\))?\s*(?:\?\.|\.|::|->)\s*[\w$]+!?$/.exec(chain)?.[1] ?? '';
}

function isJoiner({ name, chain, language }: Called): boolean {
  if (language === 'python') return name === 'print';
  if (language === 'go')
    return /^(?:Print|Fatal|Panic)(?:ln)?$/.test(name) || (/^(?:Log|Error|Skip|Fatal)$/.test(name) && /^[tb]\./.test(chain));
  return (
    language === 'javascript' &&
    (/\bconsole\s*\./.test(chain) || /^(?:log|debug|silly|verbose|http|info|warn|error|notice|timing)$/.test(name))
  );
}
