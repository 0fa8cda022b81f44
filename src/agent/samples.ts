/** The investigator: metrics that a run holds: whether there are any, and what a cited sample states, whose unit stands in the first line of its file. */
import { Fault } from '../base/fault.ts';
import { objectIn } from '../base/lenient.ts';
import type { Line } from '../model/line.ts';
import type { Engine } from '../tools/table.ts';

const SAMPLE = /^\{"time":"[^"]+","metric":"[^"]+","labels":\{.*"value":[^,{}]+\}$/;
const ABOUT = /^\{"time":"[^"]+","metric":"[^"]+","title":"/;

/** False too where it cannot be told. */
export async function holdsSamples(engine: Pick<Engine, 'search_logs'>, run_id: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { lines } = await engine.search_logs({ run_id, query: 'member:*metrics*/*.jsonl', limit: 1 }, { signal });
    return lines.some(({ text }) => ABOUT.test(text) || SAMPLE.test(text));
  } catch (failure) {
    if (failure instanceof Fault) return false;
    throw failure;
  }
}

/** The text of each line; of a sample with its unit behind its value, so that no other unit can be claimed of it. */
export async function stated(lines: readonly Line[], first: (line: Line) => Promise<Line | undefined>): Promise<string[]> {
  return Promise.all(
    lines.map(async line => {
      const head = SAMPLE.test(line.text) ? await first(line) : undefined;
      const unit = head && ABOUT.test(head.text) ? objectIn(head.text)?.unit : undefined;
      return typeof unit === 'string' && unit ? line.text.replace(/\}$/, ` ${unit}}`) : line.text;
    }),
  );
}
