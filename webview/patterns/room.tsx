/** The window, patterns: what kinds of line the run has, and how they differ from the passing runs. */
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import type { PatternsArrangement } from './arrangement.ts';

export interface PatternsLook {
  readonly arrangement: PatternsArrangement;
  arrange(arrangement: PatternsArrangement): void;
}

export function PatternsRoom({ arrangement }: PatternsLook) {
  const { engine, start, edition } = useDesk();
  const { change } = arrangement;
  const { data: page } = useAnswer(`${edition} ${change}`, life =>
    engine.list_patterns({ run_id: start.run_id, change: change === 'all' ? undefined : change }, life),
  );
  return (
    <ol class="patterns">
      {page?.templates.map(one => (
        <li key={`${one.template} ${one.text}`}>
          {one.count} {one.text}
        </li>
      ))}
    </ol>
  );
}
