/** The sources, Prometheus: why a question has no series: the metric is not there, a label or its value is another. */
import { Fault } from '../../../base/fault.ts';
import type { Gap } from '../../../model/coverage.ts';
import type { CallSignal } from '../client.ts';
import type { Link } from '../outside.ts';
import type { Server } from './ask.ts';
import { formatMatcher, type Matcher, metricsIn } from './matchers.ts';
import { Refusal, readSeries, readWords } from './readings.ts';
import { labelsRequest, labelValuesRequest, seriesRequest } from './requests.ts';
import type { Window } from './steps.ts';

export interface Unanswered extends Window {
  readonly title: string;
  readonly expression: string;
  readonly matchers: readonly Matcher[];
}

/** Values that are named at most. */
const NAMED = 8;
const PLAIN = /^[a-zA-Z_:][\w:]*(\{[^{}]*\})?$/;

/** One sentence; where the server does not say more, that there are none. Throws `cancelled`. */
export async function whyEmpty(to: { link: Link; server: Server }, asked: Unanswered, life: CallSignal): Promise<Gap> {
  try {
    return await reason(to, asked, life);
  } catch (failure) {
    if (!(failure instanceof Refusal || failure instanceof Fault) || (failure instanceof Fault && failure.code === 'cancelled'))
      throw failure;
    return { kind: 'empty', words: `${asked.title}: no series fits in this span.` };
  }
}

async function reason(to: { link: Link; server: Server }, asked: Unanswered, life: CallSignal): Promise<Gap> {
  const gap = (words: string): Gap => ({ kind: 'empty', words: `${asked.title}: ${words}` });
  const span = { start: Math.floor(asked.from / 1000), end: Math.ceil(asked.to / 1000) };
  const base = to.server.base;
  const words = async (request: ReturnType<typeof labelsRequest>) => readWords(await to.link.ask(request, life)).value;
  for (const name of metricsIn(asked.expression)) {
    const there = await words(labelValuesRequest(base, '__name__', { match: [name], ...span }));
    if (there.length === 0) return gap(`${to.link.label} has no samples of ${name} in this span.`);
    const labels = asked.matchers.length ? await words(labelsRequest(base, { match: [name], ...span })) : [];
    for (const matcher of asked.matchers) {
      // What is not there differs from everything.
      if (matcher.operator.startsWith('!')) continue;
      if (!labels.includes(matcher.label))
        return gap(`${name} has no label ${matcher.label}; it has ${few(labels.filter(isOwn))}.`);
      const values = await words(labelValuesRequest(base, matcher.label, { match: [name], ...span }));
      if (matcher.operator === '=' && !values.includes(matcher.value))
        return gap(`no series of ${name} has ${formatMatcher(matcher)}; there ${matcher.label} is ${few(values)}.`);
    }
  }
  if (!PLAIN.test(asked.expression)) return gap('no series fits in this span.');
  const { value } = readSeries(await to.link.ask(seriesRequest(base, { match: [asked.expression], limit: 1 }), life));
  return gap(value.length ? 'its series have no samples in this span; others have.' : `${to.link.label} has no such series.`);
}

function few(words: readonly string[]): string {
  const more = words.length > NAMED ? ` and ${words.length - NAMED} more` : '';
  return words.slice(0, NAMED).join(', ') + more;
}

function isOwn(label: string): boolean {
  return label !== '__name__';
}
