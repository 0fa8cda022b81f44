/** The window, report: what happened when: the run as an axis, and beneath it its telling moments, each a way to its line. */
import { formatPlace } from '../../src/model/place.ts';
import type { Report, TimelineEntry } from '../../src/model/report.ts';
import { clock } from '../../src/tools/render/words.ts';
import { openSource, showInLog } from '../acts.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words.ts';
import { type Axis, axisOf, causeOf, echoOf, holdsCause, type Moment, momentsOf } from './moments.ts';

const WIDTH = 264;
const HEIGHT = 30;
const MIDDLE = 15;
const MARGIN = 6;
const SPANS = 60;
const DOTS = 60;

export function Happened({ report }: { report: Report }) {
  const axis = axisOf(report);
  const moments = momentsOf(report);
  if (!axis || moments.length === 0) return null;
  return (
    <section>
      <h3>{t('What happened')}</h3>
      <Picture report={report} axis={axis} />
      <div class="ends" aria-hidden="true">
        <span>{clock(axis.from).slice(0, 8)}</span>
        <span>{t('{0} UTC', clock(axis.to).slice(0, 8))}</span>
      </div>
      <ol class="moments">
        {moments.map(moment => (
          <li key={`${moment.at} ${formatPlace(moment.place)}`}>
            <MomentLink {...moment} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function MomentLink({ at, tone, words, place }: Moment) {
  const desk = useDesk();
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey) void openSource(desk, { place: formatPlace(place) });
    else showInLog(desk, place);
  };
  return (
    <button type="button" class="moment" onClick={open}>
      <span class={`dot ${tone}`} aria-hidden="true" />
      <span class="at">{clock(at).slice(0, 8)}</span>
      <span>{words}</span>
    </button>
  );
}

/** A picture of what the moments say in words. */
function Picture({ report, axis }: { report: Report; axis: Axis }) {
  const x = (at: number) => MARGIN + axis.share(at) * (WIDTH - 2 * MARGIN);
  const cause = causeOf(report);
  const echo = echoOf(report);
  const precursors = report.suspect_lines.flatMap(line => (line.role === 'precursor' && line.at !== null ? [line.at] : []));
  const errors = report.timeline.filter(entry => ['error', 'event', 'test'].includes(entry.kind)).slice(0, DOTS);
  const spans = report.timeline.filter(entry => entry.kind === 'nemesis' || (entry.kind === 'step' && entry.until !== null));
  return (
    <svg class="picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path class="axis" d={`M0 ${MIDDLE}H${WIDTH}`} />
      {spans.slice(0, SPANS).map(entry => (
        <Span key={`${entry.at} ${entry.title}`} {...{ entry, cause, x, to: axis.to }} />
      ))}
      {echo && <path class="echo" d={`M${x(echo.from)} ${MIDDLE}H${Math.max(x(echo.to), x(echo.from) + 3)}`} />}
      {errors.map(entry => (
        <circle key={`${entry.at} ${entry.title}`} class="plain" cx={x(entry.at)} cy={MIDDLE} r="1.5" />
      ))}
      {precursors.map(at => (
        <circle key={at} class="warning" cx={x(at)} cy={MIDDLE} r="3.5" />
      ))}
      {cause && <circle class="error" cx={x(cause.at)} cy={MIDDLE} r="5" />}
    </svg>
  );
}

interface SpanLook {
  readonly entry: TimelineEntry;
  readonly cause: TimelineEntry | null;
  readonly x: (at: number) => number;
  /** Where a span without a known end ends. */
  readonly to: number;
}

function Span({ entry, cause, x, to }: SpanLook) {
  const left = x(entry.at);
  const width = Math.max(2, x(entry.until ?? to) - left);
  const nemesis = entry.kind === 'nemesis';
  const height = nemesis ? 14 : 4;
  const look = `${nemesis ? 'new' : 'step'} ${holdsCause(entry, cause) ? 'holds' : ''}`;
  return <rect class={look} x={left} y={MIDDLE - height / 2} width={width} height={height} rx="2" />;
}
