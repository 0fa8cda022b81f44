/** The answers: runs that failed like another one, or like what a text tells; from the sketches of their reports. */
import { Fault } from '../../base/fault.ts';
import { pacer } from '../../base/pace.ts';
import { categories } from '../../model/category.ts';
import type { ReportHead } from '../../model/run.ts';
import { type SimilarRun, type SimilarRuns, type Sketch, sketchOf, sketchOfText } from '../../model/similar.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import type { Alike, Shared } from '../knowledge/similar/past-failures.ts';
import { traitsOf } from '../knowledge/similar/traits.ts';
import { rest } from '../rest.ts';
import { type CallLife, findRun, type PastFailure, type Workshop } from '../workshop.ts';

const MESSAGES = 3;
const WORDS = 8;
const TITLE = 200;

export async function findSimilarRuns(
  shop: Workshop,
  request: Proved<typeof table.find_similar_runs>,
  life: CallLife,
): Promise<SimilarRuns> {
  const { sketch, ...about } = asked(shop, request);
  const past = await pastOfToday(shop, life);
  const heads = new Map(past.map(one => [one.id, one]));
  const isOther = (id: number) => heads.get(id)?.head.run_id !== about.run_id;
  const alike = shop.past.failures.search(traitsOf(sketch), isOther);
  const told = alike.slice(0, request.limit).flatMap(one => {
    const known = shop.past.told.get(one.key);
    return known ? [similar(one, known)] : [];
  });
  const compared = past.filter(one => one.head.run_id !== about.run_id).length;
  return { about: { ...about, category: sketch.category }, similar: told, in_all: alike.length, compared };
}

/** Throws bad_input, run_unknown, not_investigated. */
function asked(shop: Workshop, { run_id, text }: { run_id?: string; text: string }) {
  if (run_id === undefined) {
    if (text.trim() === '') throw new Fault('bad_input', { problem: 'Neither run_id nor text says what to compare with.' });
    return { run_id: null, title: text.trim().slice(0, TITLE), sketch: sketchOfText(text) };
  }
  const run = findRun(shop, run_id);
  const report = shop.notebook().report(run.run_id);
  if (!report) throw new Fault('not_investigated', { run: run.title });
  const sketch: Sketch = sketchOf(report);
  const more = sketchOfText(text).lines;
  return { run_id: run.run_id, title: run.title, sketch: { ...sketch, lines: [...sketch.lines, ...more] } };
}

/** Only what is new since the last question is read. A number may be given anew after its report was forgotten: the time tells. */
async function pastOfToday(shop: Workshop, { signal }: CallLife) {
  const { failures, told } = shop.past;
  const newest = shop.notebook().newestReports();
  const pause = pacer(signal, rest);
  const wanted = new Map(newest.map(one => [one.id, one.head]));
  for (const id of failures.keys()) {
    if (told.get(id)?.head.made_at === wanted.get(id)?.made_at) continue;
    failures.remove(id);
    told.delete(id);
  }
  for (const { id, head } of newest) {
    if (failures.has(id)) continue;
    const sketch = shop.notebook().sketch(id);
    if (sketch && !failures.has(id)) {
      failures.put(id, traitsOf(sketch));
      told.set(id, { head, actions: sketch.actions });
    }
    await pause();
  }
  return newest;
}

function similar({ score, shared }: Alike<number>, { head, actions }: PastFailure): SimilarRun {
  const messages = shared.flatMap(({ kind, text, here, there }) =>
    kind === 'message' && there ? [{ message: text, here, there }] : [],
  );
  const words = shared.filter(one => one.kind === 'word').map(one => one.text.toLowerCase());
  return {
    ...head,
    score: Number(score.toFixed(3)),
    why: why(shared, head),
    messages: messages.slice(0, MESSAGES),
    words: words.slice(0, WORDS),
    place: messages[0]?.there ?? shared.find(one => one.there)?.there ?? null,
    actions: [...actions],
  };
}

function why(shared: readonly Shared[], { category }: ReportHead): string[] {
  const texts = (kind: Shared['kind']) => shared.filter(one => one.kind === kind).map(one => one.text);
  const [message, ...further] = texts('message');
  const words = texts('word').map(word => word.toLowerCase());
  return [
    ...(texts('category').length ? [`same category: ${categories[category]}`] : []),
    ...(message ? [`same message: ${message}${further.length ? ` (and ${further.length} more)` : ''}`] : []),
    ...(words.length ? [`words: ${words.slice(0, WORDS).join(', ')}${words.length > WORDS ? ', …' : ''}`] : []),
  ];
}
