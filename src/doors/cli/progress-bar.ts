/** The command line: progress on standard error: a bar with rate and time left on a terminal, else a line every few seconds. */
import type { Progress } from '../../base/progress.ts';
import { oneLine } from '../../tools/render/safe.ts';
import type { Outlet } from './output.ts';

export interface ProgressBar {
  show(progress: Progress): void;
  clear(): void;
}

const REDRAW_MS = 100;
const PLAIN_MS = 5000;

export function progressBar(out: Outlet, quiet: boolean): ProgressBar {
  const bar = out.isTTY === true;
  const started = performance.now();
  let last = Number.NEGATIVE_INFINITY;
  let drawn = false;
  return {
    show: progress => {
      const now = performance.now();
      if (quiet || now - last < (bar ? REDRAW_MS : PLAIN_MS) || (!bar && now - started < PLAIN_MS)) return;
      last = now;
      drawn = bar;
      out.write(
        bar ? `\r\u001b[2K${barText(progress, now - started, out.columns ?? 80)}` : `${plainText(progress, now - started)}\n`,
      );
    },
    clear: () => {
      if (drawn) out.write('\r\u001b[2K');
      drawn = false;
    },
  };
}

function barText(progress: Progress, tookMs: number, columns: number): string {
  const facts = plainText(progress, tookMs);
  const room = Math.min(30, columns - facts.length - 4);
  if (!progress.total || room < 8) return facts.slice(0, columns - 1);
  const filled = Math.round(room * Math.min(1, progress.done / progress.total));
  return `${'█'.repeat(filled)}${'░'.repeat(room - filled)} ${facts}`;
}

function plainText(progress: Progress, tookMs: number): string {
  const seconds = tookMs / 1000;
  const share = progress.total ? ` ${Math.min(100, Math.round((100 * progress.done) / progress.total))} %` : '';
  const lines = progress.lines ? `, ${short(progress.lines)} lines, ${short(progress.lines / seconds)}/s` : '';
  const left = progress.total && progress.done > 0 ? ((progress.total - progress.done) / progress.done) * seconds : null;
  return `${oneLine(progress.words)}${share}${lines}${left !== null && left > 1 ? `, ${Math.ceil(left)} s left` : ''}`;
}

function short(count: number): string {
  if (count < 1000) return count.toFixed(0);
  return count < 1e6 ? `${(count / 1e3).toFixed(0)}k` : `${(count / 1e6).toFixed(1)}M`;
}
