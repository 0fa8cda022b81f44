/** The knowledge, tests: the documents that come along are complete, lead nowhere wrong, can be asked, and leave no kind of failure out. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KnownDocument } from '../../../src/engine/knowledge/document.ts';
import { fittingDocuments } from '../../../src/engine/knowledge/fitting.ts';
import type { KnowledgeIndex } from '../../../src/engine/knowledge/search.ts';
import { parseQuery } from '../../../src/engine/query/parse.ts';
import { agentCategories, categories } from '../../../src/model/category.ts';
import { libraryOf } from './corpus.ts';

const methods = [
  'longevity',
  'upgrade',
  'performance',
  'artifacts',
  'manager',
  'kubernetes',
  'jepsen',
  'gemini',
  'alternator',
  'cdc',
  'multi-dc',
  'elasticity',
];
const services = [
  'nova',
  'neutron',
  'cinder',
  'glance',
  'keystone',
  'placement',
  'swift',
  'heat',
  'ironic',
  'octavia',
  'rabbitmq',
];

describe('the documents that come along', () => {
  let documents: readonly KnownDocument[];
  let index: KnowledgeIndex;

  before(async () => {
    const library = libraryOf(async () => [{ path: 'knowledge_base', named: true }]);
    const shelf = await library.open(new AbortController().signal);
    assert.deepEqual(shelf.problems, []);
    index = shelf.index;
    documents = index.documents;
  });

  const each = (judge: (document: KnownDocument) => string[]) =>
    assert.deepEqual(
      documents.flatMap(document => judge(document).map(found => `${document.name}: ${found}`)),
      [],
    );

  it('are sixty at least, each of a title of its own', () => {
    assert.ok(documents.length >= 60, String(documents.length));
    assert.equal(new Set(documents.map(one => one.title)).size, documents.length);
  });

  it('state title, symptoms, streams, queries, categories and tags', () =>
    each(({ head }) => {
      const lists = ['symptoms', 'streams', 'queries', 'categories', 'tags'] as const;
      return [...(head.title ? [] : ['no title']), ...lists.filter(key => head[key].length === 0)];
    }));

  it('name categories that exist', () =>
    each(({ head }) => head.categories.filter(category => !Object.hasOwn(categories, category))));

  it('have queries that can be asked', () =>
    each(({ head }) => {
      for (const query of head.queries) parseQuery(query);
      return [];
    }));

  it('link documents that exist, and each is linked or links', () => {
    const linked = new Set<string>();
    each(({ path, body }) =>
      [...body.matchAll(/\]\(([^)]+)\)/g)].flatMap(([, target]) => {
        if (/^https?:/.test(target)) return ['leaves the house'];
        const file = join(dirname(path), target.replace(/#.*/, ''));
        linked.add(file).add(path);
        return existsSync(file) ? [] : [target];
      }),
    );
    each(({ path, head }) => (linked.has(path) || head.tags.includes('start') ? [] : ['stands alone']));
  });

  it('say enough: sections, and text of more than a screen', () =>
    each(({ body, sections }) => [
      ...(sections.length >= 3 ? [] : ['too few sections']),
      ...(body.length > 900 ? [] : ['too short']),
    ]));

  it('hold no markup but Markdown', () =>
    each(({ path }) => (/<(?:script|style|iframe|img|a)\b|javascript:/i.test(readFileSync(path, 'utf8')) ? ['HTML'] : [])));

  it('leave out no category, no kind of agent failure, no test method, no OpenStack service', () => {
    const ofFolder = (folder: string) => documents.filter(one => one.name.startsWith(`${folder}/`));
    for (const category of Object.keys(categories))
      assert.ok(
        documents.some(one => one.head.categories[0] === category || one.head.categories.includes(category)),
        category,
      );
    for (const category of [...agentCategories, 'unknown'])
      assert.ok(
        ofFolder('agents').some(one => one.head.categories[0] === category),
        category,
      );
    for (const method of methods)
      assert.ok(
        ofFolder('methods').some(one => one.head.tags.includes(`method:${method}`)),
        method,
      );
    for (const service of services)
      assert.ok(
        ofFolder('openstack').some(one => one.head.tags.includes(service)),
        service,
      );
    assert.equal(index.tagged('start').length, 1);
  });

  it('are found by the words of logs and alerts', () => {
    const first = (words: string) => index.search(words)[0]?.document.name;
    assert.equal(first('sstable write failed: No space left on device'), 'categories/disk-full');
    assert.equal(first('Reactor stalled for 1800 ms on shard 7'), 'categories/reactor-stall');
    assert.equal(first('NoValidHost: No valid host was found'), 'openstack/nova');
    assert.equal(first('Back-off restarting failed container'), 'alerts/pod-crash-looping');
    assert.equal(first('Agent stopped due to max iterations'), 'agents/planner-loop');
    assert.equal(first('Filesystem is predicted to run out of inodes'), 'alerts/filesystem-filling-up');
  });

  it('stand behind a document of one’s own that names the thing, be it a title alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shipped-'));
    try {
      writeFileSync(join(folder, 'quagga.md'), '# The quagga sleeps\n');
      const library = libraryOf(async () => ['knowledge_base', folder].map(path => ({ path, named: true })));
      const [first] = (await library.open(new AbortController().signal)).index.search('the quagga sleeps');
      assert.deepEqual([first.document.title, first.section.line], ['The quagga sleeps', 1]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('fit a run by its method before all else, then by its category and its files', () => {
    const names = (members: string[], [title, category, failure]: readonly string[]) =>
      fittingDocuments(index, { names: title, category, members, failure })
        .filter(one => one.method || one.ofCategory)
        .map(one => one.document.name);
    const upgrade = names(['db-1/system.log'], ['rolling-upgrade-ubuntu22.04-test #9', 'disk_full', 'No space left on device']);
    assert.deepEqual(upgrade.slice(0, 2), ['methods/upgrade', 'categories/disk-full']);
    const ci = names(['build.log'], ['unit tests', 'network', 'Could not resolve host: packages.test']);
    assert.deepEqual(ci.slice(0, 2), ['alerts/dns-failures', 'categories/network']);
    assert.ok(!ci.some(name => /^(?:openstack|methods)/.test(name)), ci.join(', '));
    const cloud = names(
      ['controller/neutron-server.log', 'nova-compute.log'],
      ['tempest-full', 'network', 'PortBindingFailed: Binding failed for port'],
    );
    assert.ok(cloud.slice(0, 2).includes('openstack/neutron'), cloud.join(', '));
    const bare = names(
      ['db-cluster/longevity-50gb-4h-master-db-node-1f2e3d4c-1/system.log'],
      ['logs', 'crash', 'Segmentation fault on shard 3'],
    );
    assert.deepEqual(bare.slice(0, 2), ['methods/longevity', 'categories/crash']);
  });
});
