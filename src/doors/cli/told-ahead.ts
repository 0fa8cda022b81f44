/** The command line: parts of an answer that come ahead of it are written at once, and are left out of the answer's text. */
import type { Progress } from '../../base/progress.ts';
import type { Outlet } from './output.ts';
import type { ProgressBar } from './progress-bar.ts';

export interface ToldAhead {
  show(progress: Progress): void;
  /** Null where nothing was told ahead. `whole` is the text as where nobody looks at columns, as the parts were. */
  rest(whole: () => string): string | null;
}

/** Without an outlet nothing is told ahead: the answer is to be a document. */
export function toldAhead(bar: ProgressBar, out: Outlet | null): ToldAhead {
  const told = new Set<string>();
  return {
    show: progress => {
      if (!progress.said || !out) return bar.show(progress);
      bar.clear();
      for (const part of progress.said) {
        out.write(`${part}\n`);
        for (const line of part.split('\n')) told.add(line);
      }
    },
    rest: whole => {
      if (told.size === 0) return null;
      const left = whole()
        .split('\n')
        .filter(line => !told.has(line));
      return left.join('\n').trim();
    },
  };
}
