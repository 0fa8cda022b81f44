/** The window, log table: what a query may say, and what the keys do. */
import { key, t } from '../words.ts';

const query = [
  ['word "several words" begin*', 'whole words in any case; words with this beginning'],
  ['level:error level:>=warn level:error,fatal', 'the level of the line'],
  ['member:*system.log', 'log files by path or name'],
  ['template:12', 'lines of one pattern'],
  ['record:first record:more', 'lines that begin a record; lines that continue one'],
  ['from:2026-11-20T11:00:00Z to:…', 'times in ISO 8601 or epoch milliseconds; the end is exclusive'],
  ['/shard \\d+/i', 'a regular expression over the line'],
  ['-x NOT x x OR y ( … )', 'exclusion, choice, grouping; parts side by side must all fit'],
] as const;

const keys = () => [
  ['↑ ↓ PageUp PageDown Home End', 'move; with Shift select'],
  [`Enter, ${key('Enter')}`, 'open the log, open the source'],
  ['F8, Shift+F8', 'next, previous error'],
  [key('C'), 'copy the selected lines as member:line | text'],
  ['Space', 'unfold or fold a record'],
  ['b n p w t /', 'bookmark, next bookmark, pin, wrap, jump to a time, filter'],
];

export function Help() {
  return (
    <div class="log-help" id="log-help" role="region" aria-label={t('Help')}>
      <Rows title={t('A query')} rows={query} />
      <Rows title={t('Keys')} rows={keys()} />
    </div>
  );
}

function Rows({ title, rows }: { title: string; rows: readonly (readonly string[])[] }) {
  return (
    <dl>
      <dt class="log-help-title">{title}</dt>
      <dd />
      {rows.map(([said, means]) => [<dt key={said}>{said}</dt>, <dd key={`${said} means`}>{t(means)}</dd>])}
    </dl>
  );
}
