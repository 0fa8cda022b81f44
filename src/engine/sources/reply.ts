/** The sources: an answer that has come in whole, and how a reader takes JSON out of it. */

import type { z } from 'zod';
import { jsonIn, objectIn } from '../../base/lenient.ts';
import { refusalOf } from '../../base/refusal.ts';
import type { Blame } from './blame.ts';

export interface Reply {
  readonly status: number;
  /** Media type without parameters. */
  readonly type: string;
  header(name: string): string | null;
  readonly bytes: Uint8Array;
  text(): string;
  /** The body as the schema reads it. Throws `source_failed`: a page, nothing, no JSON, another form. */
  json<T extends z.ZodType>(schema: T): z.output<T>;
  /** Tells what is wrong with it as a fault. */
  readonly blame: Blame;
  /** Where a redirect leads that was not followed, since it leaves the host. */
  readonly leadsTo: URL | null;
}

export interface Received {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly bytes: Uint8Array;
  readonly leadsTo?: URL | null;
}

export function replyOf({ status, header, bytes, leadsTo = null }: Received, blame: Blame): Reply {
  const text = () => new TextDecoder().decode(bytes);
  const type = (header('content-type') ?? '').split(';')[0].trim().toLowerCase();
  return {
    status,
    type,
    header,
    bytes,
    text,
    leadsTo,
    blame,
    json: schema => {
      const value = parsed({ type, text: text() }, blame);
      const read = schema.safeParse(value);
      if (read.success) return read.data;
      const { path, words } = refusalOf(read.error, value);
      throw blame.failed(`its answer has another form than expected: ${path.length ? `${path.join('.')} ` : 'it '}${words}`);
    },
  };
}

function parsed({ type, text }: { type: string; text: string }, blame: Blame): unknown {
  if (text.trim() === '') throw blame.failed('its answer is empty');
  if (isPage(type, text)) throw blame.failed('it answers with a web page instead of data; check its address');
  const value = jsonIn(text);
  if (value === undefined) throw blame.failed(`its answer is not JSON (${type || 'no content type'})`);
  return value;
}

export function isPage(type: string, text: string): boolean {
  return type === 'text/html' || /^\s*<(!doctype|html)/i.test(text.slice(0, 200));
}

/** What a server says of its refusal, in one line: a field of its JSON, or the beginning of its text. */
export function saidIn(type: string, text: string): string {
  if (isPage(type, text)) return '';
  const said = fieldOf(text) ?? text;
  const line = said.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

function fieldOf(text: string): string | null {
  const value = objectIn(text);
  const said = [value?.error, value?.message].find(one => typeof one === 'string');
  return typeof said === 'string' ? said : null;
}
