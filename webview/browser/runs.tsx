/** The window in a browser: the list of runs, newest first: how each ended, why, and the way to its panel. */
import { useEffect, useState } from 'preact/hooks';
import type { Run } from '../../src/model/run.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { count, counted, stamp } from '../../src/tools/render/words.ts';
import { Button } from '../controls.tsx';
import { askTool } from './ask-server.ts';
import { withCode } from './coded.tsx';
import { Loaded } from './loaded.tsx';

/** Runs that come at once. */
const STEP = 50;
/** How long what is typed rests before it is asked for, ms. */
const REST = 200;

interface RunsPageData {
  readonly runs: readonly Run[];
  readonly in_all: number;
}

export function RunsPage() {
  const [text, setText] = useState('');
  const [most, setMost] = useState(STEP);
  const asked = useRested(text);
  useEffect(() => {
    document.title = 'Runs · Test Run Investigator';
  }, []);
  return (
    <main class="ui-page">
      <header class="ui-head">
        <h1>Runs</h1>
        <input
          type="search"
          aria-label="Only runs whose title, job or verdict contains"
          placeholder="title, job or verdict"
          value={text}
          onInput={event => setText(event.currentTarget.value)}
        />
      </header>
      <Loaded
        of={`${most} ${asked}`}
        load={signal => runsOf(asked, most, signal)}
        draw={found => <List {...found} asked={asked} more={() => setMost(most + STEP)} />}
      />
    </main>
  );
}

/** The list gives 200 at a time. Throws Refusal. */
async function runsOf(text: string, most: number, signal: AbortSignal): Promise<RunsPageData> {
  const runs: Run[] = [];
  for (let cursor: string | undefined; ; ) {
    const limit = Math.min(200, most - runs.length);
    const page = await askTool<RunsPageData & { next: string | null }>('list_runs', { text, limit, cursor }, signal);
    runs.push(...page.runs);
    if (page.next === null || runs.length >= most) return { runs, in_all: page.in_all };
    cursor = page.next;
  }
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

function List({ runs, in_all, asked, more }: RunsPageData & { asked: string; more: () => void }) {
  if (in_all === 0) return <None asked={asked} />;
  return (
    <>
      <p class="ui-count" role="status">
        {runs.length < in_all ? `${count(runs.length)} of ${counted(in_all, 'run')}` : counted(in_all, 'run')}, newest first
      </p>
      <ul class="ui-runs">
        {runs.map(run => (
          <Row key={run.run_id} run={run} />
        ))}
      </ul>
      {runs.length < in_all && <Button onClick={more}>More</Button>}
    </>
  );
}

const outcomes = { failed: 'Failed', passed: 'Passed', unknown: 'Outcome unknown' };

function Row({ run }: { run: Run }) {
  const { run_id, title, outcome, summary, job, lines, ingested_at, to, tests_failed } = run;
  const facts = [
    job !== title && `job ${oneLine(job)}`,
    counted(lines, 'line'),
    tests_failed !== null && tests_failed > 0 && `${counted(tests_failed, 'test')} failed`,
    to !== null && `ended ${stamp(to).slice(0, 16)} UTC`,
    `read ${stamp(ingested_at).slice(0, 16)} UTC`,
  ];
  return (
    <li>
      <a href={`/ui/${encodeURIComponent(run_id)}`}>{oneLine(title)}</a>
      <span class={`badge ${outcome === 'failed' ? 'error' : ''}`}>{outcomes[outcome]}</span>
      <p class="ui-why">{summary === null ? outcome !== 'passed' && 'Not investigated yet.' : oneLine(summary)}</p>
      <p class="ui-facts">{facts.filter(Boolean).join(' · ')}</p>
    </li>
  );
}

function None({ asked }: { asked: string }) {
  if (asked) return <p class="ui-waiting" role="status">{`No run fits “${asked}”.`}</p>;
  return (
    <div class="ui-refused" role="status">
      <h2 class="verdict">No runs yet.</h2>
      <p class="under">{withCode('Bring one in: `investigator investigate PATH`, with the same home folder as this server.')}</p>
    </div>
  );
}
