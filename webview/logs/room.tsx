/** The window, log table: lines of a run by filter, in order of time. */
import { formatPlace } from '../../src/model/place.ts';
import { useAnswer } from '../ask.ts';
import { type Show, useDesk } from '../desk.ts';
import { LineLink } from '../line.tsx';
import type { LogsArrangement } from './arrangement.ts';

export interface LogsLook {
  readonly arrangement: LogsArrangement;
  arrange(arrangement: LogsArrangement): void;
  readonly shown: Show | null;
}

export function LogsRoom({ arrangement }: LogsLook) {
  const { engine, start, edition } = useDesk();
  const { query } = arrangement;
  const { data: page } = useAnswer(`${edition} ${query}`, life => engine.search_logs({ run_id: start.run_id, query }, life));
  return (
    <div class="logs">
      {page?.lines.map(line => (
        <LineLink key={formatPlace(line.place)} place={line.place} text={line.text} why={line.level} />
      ))}
    </div>
  );
}
