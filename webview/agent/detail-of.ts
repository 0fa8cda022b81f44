/** The window, agents: what a part of a run holds, read from its line: its texts, its arguments set out over lines, what went wrong. Pure. */
import { jsonIn, objectIn } from '../../src/base/lenient.ts';
import { t } from '../words.ts';

export interface Field {
  readonly name: string;
  readonly text: string;
  readonly tone: 'error' | 'plain';
  /** Set out as code: spaces count. */
  readonly code: boolean;
}

/** Characters of a text that are drawn; the line holds the rest. */
const MOST = 20_000;

/** In the order in which they are read; null when the line is no part of an agent run. */
export function fieldsOf(line: string): Field[] | null {
  const record = objectIn(line)?.record;
  if (typeof record !== 'object' || record === null) return null;
  const told: Record<string, unknown> = { ...record };
  const { error_class, status_code, error_message } = told;
  const coded = [error_class, status_code].filter(one => one !== null && one !== undefined).join(' ');
  told.error = [coded, error_message].filter(one => one).join('\n');
  const fields: [string, string, 'error' | 'plain'][] = [
    ['input_summary', t('Input'), 'plain'],
    ['args_json', t('Arguments'), 'plain'],
    ['output_summary', t('Output'), 'plain'],
    ['result_summary', t('Result'), 'plain'],
    ['error', t('Error'), 'error'],
    ['message', t('Message'), 'plain'],
    ['content', t('Message'), 'plain'],
  ];
  return fields.flatMap(([key, name, tone]) => {
    const shown = setOut(told[key]);
    return shown === null ? [] : [{ name, tone, ...shown }];
  });
}

/** What the line says in words, without the record around it. */
export function saidIn(line: string): string | null {
  const said = objectIn(line)?.message;
  return typeof said === 'string' ? said : null;
}

/** JSON over several lines, other texts as they are; null where there is nothing. */
export function setOut(value: unknown): { text: string; code: boolean } | null {
  if (value === null || value === undefined || value === '') return null;
  const parsed = typeof value === 'string' && /^\s*[[{]/.test(value) ? jsonIn(value) : value;
  const code = typeof parsed === 'object';
  return { text: clipped(code ? JSON.stringify(parsed, null, 2) : String(value)), code };
}

function clipped(text: string): string {
  const left = text.length - MOST;
  return left > 0 ? `${text.slice(0, MOST)} ${t('… {0} more signs', left.toLocaleString('en-US'))}` : text;
}
