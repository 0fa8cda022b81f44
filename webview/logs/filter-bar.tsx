/** The window, log table: the bar above it: query, levels, file, time, what is new, and how many lines that leaves. */
import type { ComponentChildren, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { clock, count } from '../../src/tools/render/words.ts';
import { t } from '../words.ts';
import type { LogsArrangement } from './arrangement.ts';
import type { Facts } from './facts.ts';
import { isFolded } from './filter.ts';
import { Help } from './help.tsx';
import { chosenGroups, type Group, groupNames, switched } from './level-chips.ts';
import { Members } from './members.tsx';
import { QueryInput } from './query-input.tsx';
import type { View } from './table-state.ts';

export interface FilterBarLook {
  readonly arrangement: LogsArrangement;
  arrange(part: Partial<LogsArrangement>): void;
  readonly asked: unknown;
  readonly facts: Facts;
  readonly levels: Readonly<Record<Group, number>> | null;
  readonly problem: { readonly column: number; readonly problem: string } | null;
  readonly field: RefObject<HTMLInputElement>;
  /** Lines that fit, of all. */
  readonly fitting: View | null;
  readonly stale: boolean;
  onLeave(): void;
  /** What stands at the end of the second line. */
  readonly children: ComponentChildren;
}

/** Former queries that are kept. */
const MOST_KEPT = 30;

export function FilterBar(look: FilterBarLook) {
  const { arrangement, arrange, asked, problem, field, onLeave } = look;
  const [help, setHelp] = useState(false);
  const keep = (query: string) => {
    const asked = query.trim();
    if (asked === '' || asked === arrangement.history[0]) return;
    arrange({ history: [asked, ...arrangement.history.filter(one => one !== asked)].slice(0, MOST_KEPT) });
  };
  return (
    <div class="log-bar" role="search">
      <div class="log-bar-line">
        <QueryInput
          {...{ asked, problem, field, onLeave }}
          query={arrangement.query}
          history={arrangement.history}
          onQuery={query => arrange({ query })}
          onKeep={keep}
        />
        <button type="button" class="log-chip" aria-expanded={help} aria-controls="log-help" onClick={() => setHelp(!help)}>
          {t('?')}
          <span class="heard">{t('Help on queries and keys')}</span>
        </button>
        <Fitting {...look} />
      </div>
      <p id="log-problem" class="log-problem" role="alert">
        {problem && t('Column {0}: {1}', problem.column, problem.problem)}
      </p>
      {help && <Help />}
      <div class="log-bar-line log-chips">
        <Chips {...look} />
        {look.children}
      </div>
    </div>
  );
}

function Fitting({ fitting, stale }: FilterBarLook) {
  return (
    <span class={`log-fitting${stale ? ' stale' : ''}`} aria-live="polite">
      {fitting && fittingWords(fitting)}
    </span>
  );
}

function fittingWords({ count: fits, scanned, filter }: View): string {
  if (fits === scanned) return t('{0} lines', count(fits));
  if (isFolded(filter)) return t('{0} records of {1} lines', count(fits), count(scanned));
  return t('{0} of {1}', count(fits), count(scanned));
}

function Chips({ arrangement, arrange, facts, levels }: FilterBarLook) {
  const { query, from, to } = arrangement;
  const chosen = chosenGroups(query);
  const groupsShown = groupNames.filter(name => name !== 'none' || (levels?.none ?? 0) > 0 || chosen.includes('none'));
  return (
    <>
      {groupsShown.map(group => (
        <button
          key={group}
          type="button"
          class={`log-chip ${group}${chosen.includes(group) ? ' on' : ''}`}
          aria-pressed={chosen.includes(group)}
          onClick={() => arrange({ query: switched(query, group) })}
        >
          {groupWords(group)} {levels && <span class="log-chip-count">{count(levels[group])}</span>}
        </button>
      ))}
      <NewOnly {...{ arrangement, arrange, facts }} />
      <Members members={facts.members} labels={facts.labels} query={query} onQuery={next => arrange({ query: next })} />
      {(from !== null || to !== null) && (
        <button type="button" class="log-chip on" onClick={() => arrange({ from: null, to: null })}>
          {`${from === null ? '…' : clock(from).slice(0, 8)} – ${to === null ? '…' : clock(to).slice(0, 8)} ×`}
          <span class="heard">{t('Show all times')}</span>
        </button>
      )}
    </>
  );
}

function NewOnly({ arrangement, arrange, facts }: Pick<FilterBarLook, 'arrangement' | 'arrange' | 'facts'>) {
  const compared = facts.templates?.comparedWith ?? 0;
  return (
    <button
      type="button"
      class={`log-chip new${arrangement.new_only ? ' on' : ''}`}
      aria-pressed={arrangement.new_only}
      disabled={compared === 0 && !arrangement.new_only}
      title={
        compared === 0
          ? t('Compare with passing runs to see what is new.')
          : t('Lines of patterns that {0} passing runs do not have', compared)
      }
      onClick={() => arrange({ new_only: !arrangement.new_only })}
    >
      {t('New only')}
    </button>
  );
}

function groupWords(group: Group): string {
  return { error: t('Error'), warn: t('Warn'), info: t('Info'), debug: t('Debug'), none: t('No level') }[group];
}
