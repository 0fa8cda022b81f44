/** The reader: finds out from a sample which keys of JSON records hold the time, the level and the message. */
import { objectIn } from '../../../base/lenient.ts';
import { DEBUG, ERROR, FATAL, INFO, NONE, TRACE, WARN } from '../../../model/level.ts';
import { cursorOver } from '../cursor.ts';
import { levelOfText } from '../severity.ts';
import { readStamp } from '../stamp.ts';
import { emptyStamp } from '../stamp-parts.ts';

/** How a number states a level. */
export type LevelScale = (value: number) => number;

export interface JsonKeys {
  readonly time: string | null;
  readonly level: string | null;
  readonly scale: LevelScale;
  readonly message: string | null;
}

const TIMES =
  '_time time ts timestamp @timestamp datetime date @t t asctime event_timestamp eventTime event_time created_at created timeMillis timestampMillis Timestamp Time start_time logged_at T __REALTIME_TIMESTAMP _SOURCE_REALTIME_TIMESTAMP';
const LEVELS =
  'level severity lvl loglevel log_level logLevel log.level levelname level_name severityText severity_text SeverityText Level Severity @l levelno severityNumber severity_number SeverityNumber PRIORITY priority L s status';
const MESSAGES = '_msg msg message Message MESSAGE @m @mt short_message log text body event action description M';

/** pino and bunyan: 10 trace, 20 debug, 30 info … 60 fatal. */
const pino: LevelScale = value => (value >= 10 && value < 70 ? Math.floor(value / 10) : NONE);
/** Python: 10 debug, 20 info, 30 warning, 40 error, 50 critical. */
const python: LevelScale = value =>
  value >= 10 && value < 60 ? Math.floor(value / 10) + 1 : value > 0 && value < 10 ? TRACE : NONE;
/** RFC 5424: 0 emergency … 7 debug. */
const syslog: LevelScale = value => [FATAL, FATAL, FATAL, ERROR, WARN, INFO, INFO, DEBUG][value] ?? NONE;
/** OpenTelemetry: 1–4 trace, 5–8 debug … 21–24 fatal. */
const telemetry: LevelScale = value => (value >= 1 && value <= 24 ? Math.floor((value - 1) / 4) + 1 : NONE);

/** Enough to know the keys; a record may be long. */
const MOST_RECORDS = 60;

/** Null when less than half of the sample are JSON objects, one per line. */
export function learnKeys(sample: readonly string[]): JsonKeys | null {
  const lines = sample.filter(line => line.trim() !== '').slice(0, MOST_RECORDS);
  const records = lines.map(parsed).filter(record => record !== null);
  if (records.length === 0 || records.length < lines.length * 0.5) return null;
  const find = (names: string, fits: (value: unknown) => boolean) => usualKey(records, names.split(' '), fits);
  const level = find(
    LEVELS,
    value => (typeof value === 'number' && value <= 60) || (typeof value === 'string' && isLevel(value)),
  );
  return {
    time: find(TIMES, isTime),
    level,
    scale: scaleOf(level, records),
    message: find(MESSAGES, value => typeof value === 'string'),
  };
}

function parsed(line: string): Record<string, unknown> | null {
  const text = line.replace(/^\uFEFF/, '').trimStart();
  return text.startsWith('{') ? objectIn(text) : null;
}

/** The first of the names that at least half of the records carry with a fitting value. */
function usualKey(
  records: readonly Record<string, unknown>[],
  names: readonly string[],
  fits: (value: unknown) => boolean,
): string | null {
  const shares = names.map(name => ({ name, count: records.filter(record => fits(record[name])).length }));
  const usual = shares.find(({ count }) => count >= records.length / 2) ?? shares.find(({ count }) => count > 0);
  return usual?.name ?? null;
}

function isLevel(value: string): boolean {
  return levelOfText(value) !== NONE || (/^\d$/.test(value) && value <= '7');
}

/** MongoDB wraps the stamp: `{"t":{"$date":"…"}}`. */
function isTime(value: unknown): boolean {
  if (typeof value === 'object' && value !== null && '$date' in value) return isTime(value.$date);
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.length < 10) return false;
  if (typeof value === 'number' && value > 9e8 && value < 5e18) return true;
  const cursor = cursorOver(Buffer.from(text));
  cursor.end = cursor.bytes.length;
  return readStamp(cursor, emptyStamp());
}

function scaleOf(key: string | null, records: readonly Record<string, unknown>[]): LevelScale {
  const values = records.map(record => Number(record[key ?? ''])).filter(value => !Number.isNaN(value));
  if (/number$/i.test(key ?? '')) return telemetry;
  if (values.length > 0 && values.every(value => value <= 7)) return syslog;
  return key === 'level' && !values.every(value => value <= 20 || value === 50) ? pino : key === 'level' ? pino : python;
}
