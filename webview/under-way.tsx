/** The window: the line that a run which goes on has in the head: how fresh it is, a button, and a refresh from time to time while it is in sight. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Remote } from '../src/model/run.ts';
import { failureOf } from './ask.ts';
import { Button } from './controls.tsx';
import { useDesk } from './desk.ts';
import { useFacts } from './facts.ts';
import { freshWords, nextRefresh } from './fresh.ts';
import { t } from './words.ts';

/** Nothing of a run that is over, or that was read from files. */
export function UnderWay() {
  const { say } = useDesk();
  const run = useFacts().info.data?.run;
  const going = run?.remote?.finished === false;
  const went = useRef(false);
  useEffect(() => {
    if (went.current && run && !going) say(t('It is over: {0}.', overWords(run.outcome)));
    went.current = going;
  }, [going]);
  return run?.remote && going ? <Fresh remote={run.remote} over={run.outcome !== 'unknown'} /> : null;
}

function overWords(outcome: 'failed' | 'passed' | 'unknown'): string {
  return { failed: t('failed'), passed: t('passed'), unknown: t('outcome unknown') }[outcome];
}

function Fresh({ remote, over }: { remote: Remote; over: boolean }) {
  const desk = useDesk();
  const can = desk.start.acts.includes('refresh_run');
  const [asked, setAsked] = useState({ at: 0, triedAt: 0, tookMs: 0, failures: 0, refused: false, trouble: '' });
  const [busy, setBusy] = useState(false);
  const at = Math.max(asked.at, remote.fetched_at);
  const now = useNow();

  async function refresh(by: 'person' | 'timer'): Promise<void> {
    const triedAt = Date.now();
    setBusy(true);
    try {
      const { refused, fetched_at } = await desk.engine.refresh_run({ run_id: desk.start.run_id, by });
      setAsked({ at: fetched_at ?? at, triedAt, tookMs: Date.now() - triedAt, failures: 0, refused, trouble: '' });
    } catch (failure) {
      const { words, hint } = failureOf(failure);
      setAsked(before => ({ ...before, triedAt, failures: before.failures + 1, trouble: `${words} ${hint}`.trim() }));
    } finally {
      setBusy(false);
    }
  }

  const due = can && !busy && !asked.refused && now >= Math.max(at, asked.triedAt) + nextRefresh({ ...asked, over });
  useEffect(() => {
    if (due && document.visibilityState === 'visible') void refresh('timer');
  }, [due, now]);

  return (
    <p class="under-way">
      <span>{freshWords({ over, fetchedAt: at, now })}</span>
      {asked.trouble && <span>{asked.trouble}</span>}
      {can && (
        <Button disabled={busy} onClick={() => void refresh('person')}>
          {busy ? t('Refreshing…') : t('Refresh')}
        </Button>
      )}
    </p>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
