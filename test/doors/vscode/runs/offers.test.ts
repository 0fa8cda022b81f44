/** The editor: runs of connected systems: each connection asked for itself, once at a time; what fails is a note, and what was told before stays. */
import assert from 'node:assert/strict';
import { listedConnections } from '../../../../src/doors/vscode/connections/listed.ts';
import { lookedAt } from '../../../../src/doors/vscode/runs/looked.ts';
import { shapeRuns } from '../../../../src/doors/vscode/runs/nodes.ts';
import { listers, type OfferParts, openOffers } from '../../../../src/doors/vscode/runs/offers.ts';
import { badgeOf, wordsOf } from '../../../../src/doors/vscode/runs/words.ts';
import { finders } from '../../../../src/engine/sources/table.ts';
import type { RemoteRun } from '../../../../src/model/remote-run.ts';
import { Run } from '../../../../src/model/run.ts';
import { readSettings } from '../../../../src/model/settings.ts';
import { assertGolden } from '../../../tools/render/golden.ts';
import { drawn } from '../tree-text.ts';

const NOW = Date.UTC(2026, 4, 27, 12);
const HOUR = 3_600_000;

function remote(of: Partial<RemoteRun> & { address: string }): RemoteRun {
  return {
    system: 'argus',
    connection: '',
    title: of.address,
    job: 'longevity',
    outcome: 'failed',
    status: 'failed, not investigated',
    at: NOW - 2 * HOUR,
    finished: true,
    url: null,
    facts: [],
    run_id: null,
    ...of,
  };
}

const argus = { system: 'argus' as const, name: '', url: 'https://argus.test' };
const loki = { system: 'loki' as const, name: '', url: 'http://loki.test' };
const github = { system: 'github' as const, name: '', url: 'https://api.github.com' };
const parts = (find: OfferParts['find'], connections: OfferParts['connections'] = async () => [argus, loki, github]) => ({
  connections,
  find,
  words: (failure: unknown) => (failure as Error).message,
});

describe('runs of connected systems', () => {
  it('are asked of each system that lists runs, and of no other', async () => {
    const asked: string[] = [];
    const offers = openOffers(
      parts(async ({ system }) => {
        asked.push(system);
        return { runs: [remote({ address: `${system}:1`, system })], gaps: [] };
      }),
    );
    const { runs } = await offers.ask();
    assert.deepEqual(
      [asked, runs.map(run => run.address)],
      [
        ['argus', 'github'],
        ['argus:1', 'github:1'],
      ],
    );
    assert.deepEqual([...listers].sort(), finders.map(finder => finder.system).sort(), 'the list is that of the finders');
  });

  it('are asked once more for all who ask meanwhile, since they may know of a newer connection', async () => {
    const turns = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let count = 0;
    const offers = openOffers(
      parts(
        async () => {
          await turns[count++].promise;
          return { runs: [remote({ address: `argus:${count}` })], gaps: [] };
        },
        async () => [argus],
      ),
    );
    const first = offers.ask();
    const others = Promise.all([offers.ask(), offers.ask()]);
    turns[0].resolve();
    await first;
    turns[1].resolve();
    assert.deepEqual(
      (await others).map(one => one.runs[0].address),
      ['argus:2', 'argus:2'],
    );
    assert.equal(count, 2);
  });

  it('stay when a system fails, with the reason; go with their connection', async () => {
    let fails = false;
    let connections = [argus, github];
    const offers = openOffers(
      parts(
        async ({ system }) => {
          if (fails && system === 'argus') throw new Error('it asks to sign in');
          if (fails) return { runs: [], gaps: [{ kind: 'unreachable', words: 'GitHub was not asked to the end.' }] };
          return { runs: [remote({ address: `${system}:1`, system })], gaps: [] };
        },
        async () => connections,
      ),
    );
    await offers.ask();
    fails = true;
    const failed = await offers.ask();
    assert.equal(failed.runs.length, 2);
    assert.deepEqual(
      failed.problems.map(one => [one.system, one.words]),
      [
        ['argus', 'it asks to sign in'],
        ['github', 'GitHub was not asked to the end.'],
      ],
    );
    connections = [github];
    assert.deepEqual(
      (await offers.ask()).runs.map(run => run.system),
      ['github'],
    );
  });
});

describe('the tree with runs of connected systems', () => {
  const here = Run.parse({
    run_id: 'aaaa',
    title: 'longevity #411',
    job: 'longevity',
    outcome: 'failed',
    sources: ['a'],
    inputs: ['argus:411'],
    origin: 'argus',
    ingested_at: NOW - HOUR,
    lines: 10,
    from: NOW - 30 * HOUR,
    to: NOW - 26 * HOUR,
    category: null,
    summary: null,
    remote: { address: 'argus:411', url: null, finished: true, fetched_at: NOW, facts: [], gaps: [] },
  });
  const offered = {
    runs: [
      remote({
        address: 'argus:412',
        title: 'longevity #412',
        url: 'https://argus.test/412',
        facts: [{ label: 'Version', value: '2026.3 <b>', url: null }],
      }),
      remote({
        address: 'argus:413',
        title: 'longevity #413',
        outcome: 'unknown',
        status: 'running',
        finished: false,
        at: NOW - HOUR,
      }),
      remote({ address: 'argus:411', title: 'here already' }),
      remote({ address: 'argus:410', title: 'here beyond the page', run_id: 'zzzz' }),
    ],
    problems: [{ system: 'github' as const, name: '', words: 'GitHub was not asked to the end: it asks to be left alone.' }],
  };
  const seen = { now: NOW, isNew: () => false, isNewThere: (run: RemoteRun) => run.address === 'argus:412' };
  const below = (node: ReturnType<typeof shapeRuns>[number] | { kind: string }) =>
    'jobs' in node ? [...node.problems, ...node.jobs] : 'runs' in node ? (node.runs as { kind: string }[]) : [];

  it('has them among those that are here, each run once, and a note where a system fails', () => {
    const text = drawn(shapeRuns([here], {}, offered) as never[], node => wordsOf(node, seen), below as never);
    assertGolden('remote-tree.txt', text, import.meta.url);
  });

  it('filters them as those that are here', () => {
    const addresses = (filter: object) =>
      shapeRuns([], filter, offered).flatMap(one =>
        one.jobs.flatMap(job => job.runs.map(node => node.kind === 'remote' && node.run.address)),
      );
    assert.deepEqual(addresses({ outcome: 'unknown' }), ['argus:413']);
    assert.deepEqual(addresses({ text: '#412' }), ['argus:412']);
    assert.deepEqual(addresses({ origin: 'github' }), []);
  });

  it('opens one by fetching it, tells its facts as text, and leads from a note to a test of the connection', () => {
    const words = wordsOf({ kind: 'remote', run: offered.runs[0] }, seen);
    assert.deepEqual(words.command, ['investigator.investigateRemote', { address: 'argus:412', title: 'longevity #412' }]);
    assert.equal(words.context, 'remote failed page');
    assert.match(words.tooltip?.() ?? '', /- Version: 2026\\\.3 \\<b\\>/);
    const problem = wordsOf({ kind: 'problem', problem: { ...offered.problems[0], name: 'work' } }, seen);
    assert.deepEqual(problem.command, ['investigator.testConnection', 'github:work']);
  });

  it('counts those not yet looked at in the badge', async () => {
    const kept = new Map<string, unknown>();
    const memory = {
      get: <T>(key: string) => kept.get(key) as T | undefined,
      update: async (key: string, value: unknown) => void kept.set(key, value),
    };
    const looked = lookedAt(memory, () => NOW - 3 * HOUR);
    const badge = () => badgeOf([], { now: NOW, isNew: looked.isNew, isNewThere: looked.isNewThere }, offered.runs)?.value;
    assert.equal(badge(), 2);
    await looked.mark(['argus:412']);
    assert.equal(badge(), 1);
  });
});

describe('connections that are asked without being asked for', () => {
  const listed = async (set: Record<string, unknown>, github: boolean) =>
    (await listedConnections({ settings: readSettings(key => set[key]).settings, github: async () => github })).map(
      one => one.system,
    );

  it('have GitHub among them only once somebody has connected it or named repositories', async () => {
    const argusSet = { 'argus.url': 'https://argus.test' };
    assert.deepEqual(
      (await listed(argusSet, false)).filter(one => one === 'github'),
      [],
    );
    assert.deepEqual(
      (await listed(argusSet, true)).filter(one => one === 'github'),
      ['github'],
    );
    assert.deepEqual(
      (await listed({ 'github.repositories': ['a/b'] }, false)).filter(one => one === 'github'),
      ['github'],
    );
    assert.ok((await listed(argusSet, false)).includes('argus'));
  });
});
