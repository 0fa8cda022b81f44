/** The window, timeline: everything of the run with a time, on one axis. */
import { formatPlace } from '../../src/model/place.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { LineLink } from '../line.tsx';
import type { TimelineArrangement } from './arrangement.ts';

export interface TimelineLook {
  readonly arrangement: TimelineArrangement;
  arrange(arrangement: TimelineArrangement): void;
}

export function TimelineRoom(_: TimelineLook) {
  const { engine, start, edition } = useDesk();
  const { data: report } = useAnswer(`${edition}`, life => engine.get_report({ run_id: start.run_id }, life));
  return (
    <div class="timeline">
      {report?.timeline.map(entry => (
        <LineLink key={`${entry.kind} ${formatPlace(entry.place)}`} place={entry.place} text={entry.title} why={entry.kind} />
      ))}
    </div>
  );
}
