/** The editor: what each node of the tree of runs says: label, description, icon, tooltip, and the words of a screen reader. */
import { categories } from '../../../model/category.ts';
import { formatPlace } from '../../../model/place.ts';
import type { RemoteRun } from '../../../model/remote-run.ts';
import type { Run } from '../../../model/run.ts';
import { code } from '../../../tools/render/markdown.ts';
import { elided, oneLine } from '../../../tools/render/safe.ts';
import { clock, count, counted, lasting, span, stamp } from '../../../tools/render/words.ts';
import { ageOf } from '../age.ts';
import type { ItemWords } from '../item.ts';
import { said, t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import { branchOf } from './branch.ts';
import { originLabel, outcomeWords } from './filter.ts';
import {
  type EntryNode,
  type GroupNode,
  happenedAt,
  type JobNode,
  type Node,
  type NoteNode,
  type OriginNode,
  type RemoteNode,
  type RunNode,
} from './nodes.ts';
import { problemWords, remoteWords } from './remote-words.ts';

export interface Seen {
  readonly now: number;
  isNew(run: Run): boolean;
  isNewThere?(run: RemoteRun): boolean;
}

/** Characters of a label; a tree shows far fewer. */
const LABEL = 300;
/** What an outside system says of a run, in its tooltip. */
const FACTS = 12;

const failedColour = 'testing.iconFailed';
const outcomeIcons: Readonly<Record<Run['outcome'], readonly [icon: string, colour?: string]>> = {
  failed: ['error', failedColour],
  passed: ['pass', 'testing.iconPassed'],
  unknown: ['question'],
};

const originIcons: Readonly<Record<Run['origin'], string>> = {
  files: 'folder-library',
  web: 'globe',
  argus: 'eye',
  github: 'github-action',
  alertmanager: 'bell',
  prometheus: 'graph-line',
  victoriaLogs: 'database',
  loki: 'database',
};

const outcomeShort: Readonly<Record<Run['outcome'], string>> = {
  failed: said('failed'),
  passed: said('passed'),
  unknown: said('unknown'),
};

export function wordsOf(node: Node, seen: Seen): ItemWords {
  switch (node.kind) {
    case 'origin':
      return originWords(node);
    case 'job':
      return jobWords(node, seen);
    case 'passing':
      return {
        id: `passing:${node.origin}/${node.job}`,
        label: node.runs.length === 1 ? t('1 passing run') : t('{n} passing runs', { n: node.runs.length }),
        icon: 'pass',
        opens: 'collapsed',
        context: 'passing',
      };
    case 'run':
      return runWords(node.run, seen);
    case 'remote':
      return remoteWords(node, { now: seen.now, fresh: isFresh(node, seen) });
    case 'problem':
      return problemWords(node);
    case 'more':
      return {
        id: 'more',
        label: t('Load more…'),
        description: t('{shown} of {all} runs', { shown: count(node.shown), all: count(node.inAll) }),
        icon: 'ellipsis',
        command: ['investigator.loadMore'],
      };
    case 'group':
      return groupWords(node);
    case 'entry':
      return entryWords(node);
    case 'note':
      return noteWords(node);
  }
}

function originWords(node: OriginNode): ItemWords {
  return {
    id: `origin:${node.origin}`,
    label: originLabel(node.origin),
    icon: originIcons[node.origin],
    opens: 'expanded',
    context: 'origin',
  };
}

function jobWords(node: JobNode, seen: Seen): ItemWords {
  const failed = node.runs.filter(one => one.run.outcome === 'failed').length;
  const fresh = node.runs.filter(one => isFresh(one, seen)).length;
  const parts = [failed > 0 && t('{n} failed', { n: failed }), fresh > 0 && t('{n} new', { n: fresh })];
  return {
    id: `job:${node.origin}/${node.job}`,
    label: label(node.job),
    description: parts.filter(Boolean).join(' · '),
    icon: 'layers',
    opens: 'expanded',
    context: 'job',
  };
}

function isFresh(node: RunNode | RemoteNode, seen: Seen): boolean {
  return node.kind === 'run' ? seen.isNew(node.run) : (seen.isNewThere?.(node.run) ?? false);
}

/** `new · failed · 2 h ago · main · Memory ran out`. */
function runWords(run: Run, seen: Seen): ItemWords {
  const [icon, colour] = outcomeIcons[run.outcome];
  const age = ageOf(happenedAt(run), seen.now);
  const fresh = seen.isNew(run) ? t('new') : null;
  const verdict = verdictOf(run);
  return {
    id: `run:${run.run_id}`,
    label: label(run.title),
    description: [fresh, t(outcomeShort[run.outcome]), age, branchOf(run.remote?.facts), verdict].filter(Boolean).join(' · '),
    icon,
    colour,
    opens: 'collapsed',
    context: `run ${run.outcome}${run.summary === null ? '' : ' investigated'}${fresh ? ' new' : ''}`,
    spoken: [t('run'), run.title, t(outcomeWords[run.outcome]), fresh, age, run.summary ?? verdict].filter(Boolean).join(', '),
    tooltip: () => runTooltip(run, seen),
    command: ['investigator.openRun', run.run_id],
  };
}

function verdictOf(run: Run): string | null {
  if (run.category === null) return run.outcome === 'passed' ? null : t('not investigated');
  return t(categories[run.category as keyof typeof categories] ?? run.category);
}

function runTooltip(run: Run & { readonly confidence?: string | null }, seen: Seen): string {
  const confidence = run.confidence ? ` · ${t('{confidence} confidence', { confidence: run.confidence })}` : '';
  const rows = [
    [t('Status'), plain(t(outcomeWords[run.outcome]))],
    [t('Verdict'), plain(`${verdictOf(run) ?? t('none')}${confidence}`)],
    [t('When'), `${plain(span(run.from, run.to))} · ${ageOf(happenedAt(run), seen.now)}`],
    [t('Lines'), plain(count(run.lines))],
    [t('Job'), plain(run.job)],
    [t('Read from'), `${plain(originLabel(run.origin))}: ${run.inputs.map(input => code(input)).join(', ')}`],
    [t('Read'), plain(`${stamp(run.ingested_at).slice(0, 16)} UTC`)],
    ...(run.remote?.facts ?? []).slice(0, FACTS).map(fact => [plain(fact.label), plain(elided(oneLine(fact.value), LABEL))]),
    [t('Run id'), code(run.run_id)],
  ];
  const summary = run.summary ? `\n\n${plain(run.summary)}` : '';
  return `**${plain(run.title)}**${summary}\n\n${rows.map(([name, value]) => `- ${name}: ${value}`).join('\n')}`;
}

function groupWords({ run_id, group, entries, inAll }: GroupNode): ItemWords {
  const names = { tests: t('Failed tests'), nemeses: t('Nemeses'), steps: t('Failed steps'), events: t('Error events') };
  const icons = { tests: 'beaker', nemeses: 'zap', steps: 'list-ordered', events: 'bell' };
  const grave = entries.filter(entry => entry.grave).length;
  const description =
    group === 'nemeses'
      ? grave > 0
        ? t('{n}, {failed} failed', { n: inAll, failed: grave })
        : count(inAll)
      : inAll > entries.length
        ? t('{n} of {all}', { n: count(entries.length), all: count(inAll) })
        : count(entries.length);
  return {
    id: `group:${run_id}/${group}`,
    label: names[group],
    description,
    icon: icons[group],
    opens: 'collapsed',
    context: `group ${group}`,
  };
}

function entryWords(node: EntryNode): ItemWords {
  const { title, message, place, where, at, lasted, grave } = node;
  const taken = lasted === null ? null : lasting(lasted);
  const cause = node.what === 'cause' ? t('cause') : null;
  const state = grave && !cause ? (node.what === 'event' ? t(node.level) : t('failed')) : null;
  return {
    id: `entry:${node.run_id}/${node.key}`,
    label: label(title),
    description: [cause, state, at === null ? null : clock(at).slice(0, 8), taken, where].filter(Boolean).join(' · '),
    icon: entryIcon(node),
    colour: grave || cause ? failedColour : undefined,
    context: `entry ${node.what}`,
    spoken: [cause, state, title, message, where].filter(Boolean).join(', '),
    tooltip: () =>
      [code(title), message && code(elided(message, LABEL)), place && code(formatPlace(place))].filter(Boolean).join('\n\n'),
    ...(place && { command: ['investigator.openRun', node.run_id, { tab: 'logs', place: formatPlace(place) }] as const }),
  };
}

function entryIcon({ what, level, grave }: EntryNode): string {
  if (what === 'cause') return 'target';
  if (grave) return 'error';
  if (level === 'warn') return 'warning';
  return what === 'nemesis' ? 'zap' : 'circle-outline';
}

function noteWords(node: NoteNode): ItemWords {
  return { id: `note:${node.run_id}/${node.key}`, label: node.words, icon: 'info', command: node.command };
}

function label(text: string): string {
  return elided(oneLine(text), LABEL);
}

/** For the badge: how many failures wait to be looked at. */
export function badgeOf(
  runs: readonly Run[],
  seen: Seen,
  offered: readonly RemoteRun[] = [],
): { value: number; tooltip: string } | undefined {
  const there = offered.filter(run => run.run_id === null && (seen.isNewThere?.(run) ?? false));
  const fresh = runs.filter(run => seen.isNew(run)).length + there.length;
  return fresh === 0
    ? undefined
    : { value: fresh, tooltip: t('{failures} not yet looked at', { failures: counted(fresh, 'failure') }) };
}
