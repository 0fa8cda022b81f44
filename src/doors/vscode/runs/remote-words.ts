/** The editor: what the tree says of a run that is still with its system, and of a system that tells none. */
import { code } from '../../../tools/render/markdown.ts';
import { elided, oneLine } from '../../../tools/render/safe.ts';
import { stamp } from '../../../tools/render/words.ts';
import { ageOf } from '../age.ts';
import type { ItemWords } from '../item.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { branchOf } from './branch.ts';
import type { ProblemNode, RemoteNode } from './nodes.ts';

/** Characters of a label; a tree shows far fewer. */
const LABEL = 300;
const FACTS = 12;

/** `failed, not investigated · 2 h ago · not fetched`. */
export function remoteWords({ run }: RemoteNode, seen: { readonly now: number; readonly fresh: boolean }): ItemWords {
  const age = run.at === null ? null : ageOf(run.at, seen.now);
  const fresh = seen.fresh ? t('new') : null;
  const failed = run.outcome === 'failed';
  return {
    id: `remote:${run.system}/${run.connection}/${run.address}`,
    label: elided(oneLine(run.title), LABEL),
    description: [fresh, oneLine(run.status), age, branchOf(run.facts), t('not fetched')].filter(Boolean).join(' · '),
    icon: failed ? 'cloud-download' : run.finished ? 'question' : 'sync',
    colour: failed ? 'testing.iconFailed' : undefined,
    context: `remote ${run.outcome}${run.url ? ' page' : ''}`,
    spoken: [t('run'), run.title, run.status, fresh, age, t('not fetched')].filter(Boolean).join(', '),
    tooltip: () => tooltip(run, age),
    command: ['investigator.investigateRemote', { address: run.address, title: run.title }],
  };
}

function tooltip(run: RemoteNode['run'], age: string | null): string {
  const rows = [
    [t('Status'), plain(run.status)],
    [t('When'), run.at === null ? plain(t('unknown')) : `${plain(stamp(run.at).slice(0, 16))} UTC · ${age}`],
    [t('Job'), plain(run.job)],
    ...run.facts.slice(0, FACTS).map(fact => [plain(fact.label), plain(elided(oneLine(fact.value), LABEL))]),
    [t('Address'), code(run.address)],
  ];
  return `**${plain(run.title)}**\n\n${t('A click fetches and investigates it.')}\n\n${rows.map(([name, value]) => `- ${name}: ${value}`).join('\n')}`;
}

/** The whole of what went wrong stands in the tooltip; a click tries the connection layer by layer. */
export function problemWords({ problem }: ProblemNode): ItemWords {
  const { system, name, words } = problem;
  return {
    id: `problem:${system}/${name}`,
    label: t('Its runs cannot be listed'),
    description: elided(oneLine(words), LABEL),
    icon: 'warning',
    context: 'problem',
    tooltip: () => `${plain(words)}\n\n${t('A click tests the connection.')}`,
    command: ['investigator.testConnection', name ? `${system}:${name}` : system],
  };
}
