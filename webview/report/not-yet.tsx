/** The window, report: a run that was not investigated yet: one button, and while it works a number that grows and a way to stop it. */
import { useRef, useState } from 'preact/hooks';
import type { Progress } from '../../src/base/progress.ts';
import { size } from '../../src/tools/render/words.ts';
import { type Failure, failureOf } from '../ask.ts';
import { Button } from '../controls.tsx';
import { useDesk } from '../desk.ts';
import { t } from '../words.ts';

export function NotYet({ failure }: { failure: Failure }) {
  const { renew } = useDesk();
  const work = useInvestigation();
  if (work.life) return <Working {...work} />;
  const shown = work.failure ?? failure;
  const open = shown.code === 'not_investigated' || shown.code === 'cancelled';
  return (
    <div class="not-yet">
      <h2 class="verdict">{open ? t('This run was not investigated yet.') : shown.words}</h2>
      <p class="under">
        {open
          ? t(
              'Rules, statistics and the comparison with passing runs find its cause, each claim on a line that can be opened. No language model is asked.',
            )
          : shown.hint}
      </p>
      {open ? (
        <Button primary onClick={work.begin}>
          {t('Investigate')}
        </Button>
      ) : (
        <Button onClick={renew}>{t('Look again')}</Button>
      )}
    </div>
  );
}

interface Investigation {
  /** While it works. */
  readonly life: AbortController | null;
  readonly progress: Progress | null;
  readonly failure: Failure | null;
  begin(): void;
  stop(): void;
}

function useInvestigation(): Investigation {
  const { engine, start, renew } = useDesk();
  const life = useRef<AbortController | null>(null);
  const [state, setState] = useState<Pick<Investigation, 'progress' | 'failure'>>({ progress: null, failure: null });
  const begin = () => {
    life.current = new AbortController();
    setState({ progress: null, failure: null });
    engine
      .investigate_run(
        { inputs: [start.run_id] },
        { signal: life.current.signal, onProgress: progress => setState({ progress, failure: null }) },
      )
      .then(
        () => {
          life.current = null;
          renew();
        },
        failed => {
          life.current = null;
          setState({ progress: null, failure: failureOf(failed) });
        },
      );
  };
  return { ...state, life: life.current, begin, stop: () => life.current?.abort() };
}

function Working({ progress, stop }: Investigation) {
  const share = progress?.total ? Math.min(1, progress.done / progress.total) : null;
  return (
    <div class="not-yet">
      <h2 class="verdict">{t('Investigating…')}</h2>
      <p class="under" role="status">
        {progress ? `${doing(progress)} · ${numberOf(progress)}` : t('Beginning · step 0')}
      </p>
      <progress value={share ?? undefined} max={1} aria-label={t('Progress')} />
      <Button onClick={stop}>{t('Cancel')}</Button>
    </div>
  );
}

function doing({ words, text, values }: Progress): string {
  return text === undefined ? words : t(text).replace(/\{(\w+)\}/g, (whole, name: string) => String(values?.[name] ?? whole));
}

/** A number that grows, whatever is counted. */
function numberOf({ done, total, unit }: Progress): string {
  if (unit === 'bytes') return total ? t('{0} of {1}', size(done), size(total)) : size(done);
  const all = total === null ? '' : total.toLocaleString('en-US');
  const so_far = done.toLocaleString('en-US');
  if (unit === 'steps') return all ? t('step {0} of {1}', done + 1, all) : t('step {0}', done + 1);
  return all ? t('{0} of {1} lines', so_far, all) : t('{0} lines', so_far);
}
