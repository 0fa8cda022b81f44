/** The report: what to do: the actions of the likely kinds of failure, or how to collect what is missing. */
import type { ActionItem } from '../../model/judgement.ts';
import { act } from '../analyze/classify/rule.ts';
import { ruleOf } from '../analyze/classify/rules.ts';
import type { Case } from './case.ts';
import { type Context, foundOf, rivalsOf } from './context.ts';
import type { Sufficiency } from './sufficiency.ts';

const MOST = 5;
const RANK = { high: 0, medium: 1, low: 2 } as const;

export function recommend(c: Case, context: Context | null, sufficiency: Sufficiency): ActionItem[] {
  if (!sufficiency.sufficient) return collectMore(c);
  const main = context ? (ruleOf(context.verdict.category)?.actions(context.found) ?? []) : [];
  const [second] = context ? rivalsOf(c, context) : [];
  const further = second && context ? (ruleOf(second.category)?.actions(foundOf(c, second)).slice(0, 1) ?? []) : [];
  const items = [...main, ...further, ...comparison(c), ...(context ? [] : [lookCloser])];
  return items.sort((a, b) => RANK[a.priority] - RANK[b.priority]).slice(0, MOST);
}

const lookCloser = act(
  'high investigation',
  'Read the most telling lines',
  'They are listed by how much they stand out; the lines around the first one usually name the cause.',
);

function comparison(c: Case): ActionItem[] {
  if (c.good.length > 0) return [];
  return [
    act(
      'low investigation',
      'Compare with a passing run',
      'Ingest a passing run of the same job (`--against`): lines that only the failed run has then stand out.',
    ),
  ];
}

function collectMore(c: Case): ActionItem[] {
  const torn = c.gaps.filter(gap => ['torn', 'corrupt', 'unreadable', 'cut', 'over_limit', 'unsupported'].includes(gap.kind));
  const items = [
    act(
      'high monitoring',
      'Collect more of the run',
      'Add the logs of the failed step itself: its output, the test report (JUnit XML), the service logs, the kernel log.',
    ),
    act(
      'medium monitoring',
      'Let the failing command say why',
      'Run it verbosely, print its last output when it fails, and keep its exit code together with its name.',
    ),
    ...comparison(c),
  ];
  if (torn.length === 0) return items;
  return [
    act(
      'high infrastructure',
      'Collect what could not be read',
      `${torn.length} part${torn.length === 1 ? '' : 's'} of the logs could not be read, first: ${torn[0].words}`,
    ),
    ...items,
  ];
}
