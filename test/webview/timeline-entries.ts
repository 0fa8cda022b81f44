/** The window, timeline: entries to test with. */
import fc from 'fast-check';
import type { Entry } from '../../webview/timeline/entry.ts';

export const at = (time: string) => Date.parse(`2026-05-26T${time}Z`);

/** `kind from[-until] level title`, such as `nemesis 10:00:00-10:05:00 error StopMonkey`. */
export function entry(words: string): Entry {
  const [, kind, from, until, level, title] = /^(\S+) ([\d:.]+)(?:-([\d:.]+))? (\S+) (.*)$/.exec(words) ?? [];
  const line = (at(from) % 86_400_000) / 1000;
  const place = { source: 's', member: `${kind}.log`, line: Math.floor(line) + 1 };
  return { at: at(from), until: until ? at(until) : null, kind, level, title, place };
}

const kinds = ['step', 'nemesis', 'test', 'event', 'cause', 'error', 'agent_step', 'tool_call'];

/** Entries of a run that lasts an hour; many at once, of all kinds. */
export const entries = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      from: fc.integer({ min: 0, max: 3_600_000 }),
      length: fc.option(fc.integer({ min: 0, max: 3_600_000 }), { nil: null }),
      level: fc.constantFrom('info', 'warn', 'error', 'fatal'),
    }),
    { maxLength: 120 },
  )
  .map(all =>
    all.map(({ kind, from, length, level }, line): Entry => {
      const place = { source: 's', member: 'a.log', line: line + 1 };
      const begin = at('10:00:00') + from;
      const until = length === null ? null : Math.min(at('11:00:00'), begin + length);
      return { at: begin, until, kind, level, title: `${kind} ${line}`, place };
    }),
  );
