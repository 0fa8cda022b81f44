/** The console: the journeys as buttons, and the one under way: its steps, its stages as they come, and what the report says. */
import { useRef, useState } from 'preact/hooks';
import { Button } from '../../controls.tsx';
import type { Exchange } from './exchange.ts';
import { type Report, STEPS, type Stage, type StepName, travel } from './journey.ts';
import { type Journey, journeys } from './requests.ts';

interface Course {
  readonly journey: Journey;
  readonly step: StepName;
  readonly state: 'going' | 'over' | 'failed';
  readonly stages: readonly Stage[];
  readonly report: Report | null;
}

export interface JourneysLook {
  readonly server: string;
  onExchange(exchange: Exchange): void;
}

export function Journeys({ server, onExchange }: JourneysLook) {
  const [course, setCourse] = useState<Course | null>(null);
  const life = useRef<AbortController | null>(null);

  async function begin(journey: Journey): Promise<void> {
    life.current?.abort();
    const mine = new AbortController();
    life.current = mine;
    const change = (next: Partial<Course>) => mine.signal.aborted || setCourse(now => now && { ...now, ...next });
    setCourse({ journey, step: 'Health', state: 'going', stages: [], report: null });
    const ears = {
      onStep: (step: StepName) => void change({ step }),
      onStage: (stage: Stage) => mine.signal.aborted || setCourse(now => now && { ...now, stages: [...now.stages, stage] }),
      onExchange,
    };
    const report = await travel(journey, { server, ears, signal: mine.signal }).catch(() => null);
    change({ report, state: report ? 'over' : 'failed' });
  }

  return (
    <section aria-label="Journeys">
      <h2>Journeys</h2>
      <p class="under">Health, ingest, RCA, stream, report: one click each, with the requests as they were sent beside.</p>
      <ul class="con-journeys">
        {journeys.map(one => (
          <li key={one.name}>
            <Button primary onClick={() => void begin(one)}>
              {one.name}
            </Button>
            <span class="under">{one.words}</span>
          </li>
        ))}
      </ul>
      {course && <CourseLook {...course} server={server} />}
    </section>
  );
}

function CourseLook({ journey, step, state, stages, report, server }: Course & { server: string }) {
  const at = STEPS.indexOf(step);
  const last = stages.at(-1);
  const how = (index: number) =>
    index < at || state === 'over' ? 'done' : index > at ? 'ahead' : state === 'failed' ? 'failed' : 'now';
  return (
    <div class="con-course" role="status" aria-label={journey.name}>
      <ol class="con-steps">
        {STEPS.map((name, index) => (
          <li key={name} class={how(index)} aria-current={how(index) === 'now' ? 'step' : undefined}>
            {name}
            {how(index) === 'failed' && ' failed'}
          </li>
        ))}
      </ol>
      {last && (
        <>
          <progress max={100} value={last.pct} aria-label="Progress of the analysis" />
          <p class="under">{stages.map(one => `${one.message ?? one.step} ${one.pct} %`).join(' · ')}</p>
        </>
      )}
      {report && <ReportLook {...report} address={server === location.origin ? `/ui/${journey.run_id}` : null} />}
      {state === 'failed' && <p role="alert">It stopped here; the request beside says why and what to do.</p>}
    </div>
  );
}

function ReportLook({ category, summary, hypotheses, action_items, address }: Report & { address: string | null }) {
  return (
    <article class="con-report">
      <h3>{summary}</h3>
      <p class="under">
        {category}
        {hypotheses.length > 0 && ` · ${hypotheses[0].confidence} confidence`}
      </p>
      <ol>
        {action_items.map(one => (
          <li key={one.title}>{one.title}</li>
        ))}
      </ol>
      {address && (
        <p class="under">
          <a href={address}>Open its panel</a>
        </p>
      )}
    </article>
  );
}
