/** The window, log table: the lines of a run by filter, in order of time, with a map of them above and the selected one below. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Show, useDesk } from '../desk.ts';
import type { LogsArrangement } from './arrangement.ts';
import { useCounts } from './counts.ts';
import { attempt, doIt, type Hands } from './doings.ts';
import { useFacts } from './facts.ts';
import { type Filter, syntaxProblem } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { Histogram } from './histogram.tsx';
import { Jump } from './jump.tsx';
import { Lines } from './lines.tsx';
import './logs.css';
import type { Span } from './moment.ts';
import { Pins } from './pins.tsx';
import { useRecords } from './records.ts';
import type { TableState } from './table-state.ts';
import { Tools } from './tools.tsx';
import { useAsked, useCommands, useFilter } from './use-room.ts';
import { useKeptStand, useTable } from './use-table.ts';
import { useView } from './use-view.ts';

export interface LogsLook {
  readonly arrangement: LogsArrangement;
  arrange(part: Partial<LogsArrangement>): void;
  readonly shown: Show | null;
}

const ALL: Filter = { query: '', from: null, to: null, templates: null, fold: false };

export function LogsRoom(look: LogsLook) {
  const { arrangement, arrange } = look;
  const desk = useDesk();
  const { state, redraw } = useTable();
  const records = useRecords(redraw);
  const field = useRef<HTMLInputElement>(null);
  const [ready, setReady] = useState(false);
  const [asksTime, setAsksTime] = useState(false);
  const facts = useFacts(ready);
  const filter = useFilter(arrangement, facts.templates?.fresh ?? null);
  const { target, asked } = useAsked(look);
  const opening = useView(state, { filter, target }, () => arrange({ fold: false }));
  const counts = useCounts(filter ?? ALL, ready && !opening.stale && opening.failure === null);
  useEffect(() => setReady(before => before || !opening.stale), [opening.stale]);
  useKeptStand(state, arrange);
  const hands: Hands = {
    ...{ desk, state, facts, records, arrangement, arrange, field },
    askTime: () => setAsksTime(true),
  };
  useCommands(hands, ready);
  const jump = jumping(hands, () => setAsksTime(false));
  const problem = syntaxProblem(opening.failure, filter ?? ALL);
  return (
    <div class="logs">
      <FilterBar {...hands} {...counts} {...{ problem, asked }} fitting={state.view()} stale={opening.stale} onLeave={focusTable}>
        <Tools arrangement={arrangement} onDo={what => doIt(hands, what)} arrange={arrange}>
          {asksTime && <Jump span={facts.span} onJump={jump} onClose={() => setAsksTime(false)} />}
        </Tools>
      </FilterBar>
      <Histogram {...counts} brush={arrangement} seen={seenOf(state)} onBrush={span => arrange(span ?? OPEN)} onJump={jump} />
      <Pins {...hands} />
      <Lines {...{ hands, opening, filter }} mistyped={problem !== null} />
    </div>
  );
}

const OPEN = { from: null, to: null };

function focusTable(): void {
  document.querySelector<HTMLElement>('.log-grid')?.focus();
}

function jumping({ desk, state }: Hands, done: () => void) {
  return (at: number) => {
    done();
    focusTable();
    void attempt(desk, async () => {
      const index = await state.view()?.pages.at(at);
      if (index !== undefined) state.select(index, { centre: true });
    });
  };
}

/** The times of the first and the last row in sight that have one. */
function seenOf(state: TableState): Span | null {
  const { first, last } = state.drawn();
  const { blocks } = state.view() ?? {};
  const times: number[] = [];
  for (let index = first; blocks && index <= last; index++) {
    const at = blocks.row(index)?.at ?? null;
    if (at !== null) times.push(at);
  }
  return times.length > 0 ? { from: times[0], to: times[times.length - 1] } : null;
}
