/** The editor: a question that is mostly answered at once; only when it is not, its progress is shown, with a way to cancel it. */
import { Fault } from '../../../base/fault.ts';
import type { Life, Progress } from '../../../base/progress.ts';
import { withProgress } from '../with-progress.ts';

const AT_ONCE_MS = 600;

export async function slowly<T>(title: string, ask: (life: Life) => Promise<T>): Promise<T> {
  const life = new AbortController();
  let seen: Progress | null = null;
  let tell: ((progress: Progress) => void) | null = null;
  const answer = ask({
    signal: life.signal,
    onProgress: progress => {
      seen = progress;
      tell?.(progress);
    },
  });
  if (await inTime(answer)) return answer;
  return withProgress(title, ({ signal, onProgress }) => {
    signal?.addEventListener('abort', () => life.abort(new Fault('cancelled')), { once: true });
    tell = progress => onProgress?.(progress);
    if (seen) tell(seen);
    return answer;
  });
}

/** Whether it is settled soon, well or ill. */
async function inTime(answer: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(() => resolve(false), AT_ONCE_MS);
  });
  const settled = answer.then(
    () => true,
    () => true,
  );
  const first = await Promise.race([settled, late]);
  clearTimeout(timer);
  return first;
}
