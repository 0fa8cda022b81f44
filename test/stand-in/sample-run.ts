/** Stand-ins: the failed run of the sample as Argus would have it: its row, its events out of its own events.log, its archives in the storage. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { tarOf, zstd } from '../../media/sample/making/pack.ts';
import type { ArgusEvent, ArgusStandIn, StandInRun } from './argus.ts';

export const SAMPLE_ID = '7c19e5d2-48b3-4f06-a1d7-90be62c3f518';
export const SAMPLE_TEST = '1a2b3c4d-0000-4000-8000-00000000aaaa';
export const SAMPLE_USER = '0b7d9c66-1f30-4a55-8a57-2c54a1f0e9aa';
const NODE = 'longevity-50gb-4h-major-db-node-7c19e5d2';
const COLLECTED = '20260526_120014';
export const RUNNER = 'sct-runner-events-7c19e5d2.tar.zst';
export const CLUSTER = 'db-cluster-7c19e5d2.tar.zst';

/** Puts the run in, with its archives; `media/sample` is in `folder`. */
export async function addSampleRun(argus: ArgusStandIn, folder: string): Promise<StandInRun> {
  const archives = new Map([RUNNER, CLUSTER].map(name => [name, readFileSync(join(folder, 'failed', name))]));
  const files = await filesOf(archives.get(RUNNER) as Buffer);
  const events = eventsIn(files.get('events.log')?.toString('utf8') ?? '');
  const sample: StandInRun = {
    plugin: 'scylla-cluster-tests',
    named: { test: 'longevity-50gb-4h-major-test', group: 'longevity', release: 'scylla-master' },
    run: { ...row(), nemesis_data: nemesesOf(events), logs: [...archives].map(([name, bytes]) => stored(argus, name, bytes)) },
    comments: [
      {
        id: 'c1',
        message: 'Node 3 is gone since the major compaction; looks like memory.',
        user_id: SAMPLE_USER,
        posted_at: 1779797000,
      },
    ],
    issues: [
      {
        subtype: 'github',
        owner: 'scylladb',
        repo: 'scylladb',
        number: 24310,
        state: 'open',
        title: 'OOM during major compaction',
        url: 'https://github.com/scylladb/scylladb/issues/24310',
      },
    ],
    configs: ['longevity-50gb-4h-major.yaml'],
    events,
  };
  argus.runs.push(sample);
  argus.mine.push(SAMPLE_ID);
  argus.users[SAMPLE_USER] = { id: SAMPLE_USER, username: 'dana', full_name: 'Dana Example', picture_id: null };
  return sample;
}

/** Instead of one archive of the runner's files, each of them alone, as after a run whose files are large; some twice. */
export async function splitUp(argus: ArgusStandIn, sample: StandInRun): Promise<void> {
  const logs = sample.run.logs as [string, string][];
  const runner = keyOf(logs.find(([name]) => name === RUNNER)?.[1] ?? '');
  const files = await filesOf(argus.storage.files.get(runner) as Buffer);
  const parts: [string, string][] = [];
  for (const name of ['raw_events', 'events', 'actions', 'critical', 'summary']) {
    const tar = await tarOf(new Map([[`${name}-7c19e5d2.log`, files.get(`${name}.log`) as Buffer]]), 0);
    parts.push(stored(argus, `${name}-7c19e5d2.log.tar.zst`, zstd(tar, 3)));
  }
  const old = stored(argus, 'actions-7c19e5d2.log.tar.zst', Buffer.from('an earlier collection'), '20260526_110000');
  sample.run.logs = [old, ...parts, ...logs.filter(([name]) => name !== RUNNER)];
}

export function stored(argus: ArgusStandIn, name: string, bytes: Uint8Array, collected = COLLECTED): [string, string] {
  const key = `${SAMPLE_ID}/${collected}/${name}`;
  argus.storage.files.set(key, bytes);
  return [name, `https://cloudius-jenkins-test.s3.amazonaws.com/${key}`];
}

export function keyOf(link: string): string {
  return new URL(link).pathname.slice(1);
}

function row() {
  return {
    id: SAMPLE_ID,
    test_id: SAMPLE_TEST,
    release_id: '1a2b3c4d-0000-4000-8000-00000000bbbb',
    group_id: '1a2b3c4d-0000-4000-8000-00000000cccc',
    assignee: SAMPLE_USER,
    build_id: 'scylla-master/longevity/longevity-50gb-4h-major-test',
    build_number: 412,
    build_job_url: 'https://jenkins.example.com/job/scylla-master/job/longevity/job/longevity-50gb-4h-major-test/412/',
    status: 'failed',
    investigation_status: 'in_progress',
    start_time: '2026-05-26T08:00:00.120Z',
    end_time: '2026-05-26T11:31:40.007Z',
    heartbeat: 1779795098,
    scylla_version: '2026.3.0~dev',
    product_version: null,
    branch_name: 'master',
    scm_revision_id: 'bcde45b0a301',
    started_by: 'timer',
    test_method: 'longevity_test.LongevityTest.test_custom_time',
    config_files: ['test-cases/longevity/longevity-50gb-4h-major.yaml'],
    region_name: ['eu-west-1'],
    packages: [
      { name: 'scylla-server', version: '2026.3.0~dev', date: '20260524', revision_id: '7f3c2a91d0aa', build_id: 'a1b2c3' },
      { name: 'kernel', version: '6.8.0-1021-aws', date: null, revision_id: null, build_id: null },
    ],
    cloud_setup: {
      backend: 'aws',
      db_node: { image_id: 'ami-0abc', instance_type: 'i4i.xlarge', node_amount: 6, post_behaviour: 'destroy' },
      loader_node: { image_id: 'ami-0abd', instance_type: 'c6i.xlarge', node_amount: 2, post_behaviour: 'destroy' },
      monitor_node: null,
    },
    allocated_resources: [
      {
        run_id: SAMPLE_ID,
        name: `${NODE}-1`,
        state: 'terminated',
        resource_type: 'db',
        instance_info: { provider: 'aws', instance_type: 'i4i.xlarge', region: 'eu-west-1', termination_reason: null },
      },
      {
        run_id: SAMPLE_ID,
        name: `${NODE}-3`,
        state: 'terminated',
        resource_type: 'db',
        instance_info: {
          provider: 'aws',
          instance_type: 'i4i.xlarge',
          region: 'eu-west-1',
          termination_reason: 'Graceful shutdown',
        },
      },
    ],
    events: [],
    screenshots: [`https://cloudius-jenkins-test.s3.amazonaws.com/${SAMPLE_ID}/${COLLECTED}/overview.png`],
    junit_reports: [],
  };
}

const HEAD = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3})(?: <([^>]+)>)?: (\((\w+) Severity\.(\w+)\).*)$/;

/** As the runner posts them: their text without its stamp, stamped with their source's time where there is one. */
function eventsIn(text: string): ArgusEvent[] {
  const events: (ArgusEvent & { message: string })[] = [];
  for (const line of text.split('\n')) {
    const [, noticed, source, said, type, severity] = HEAD.exec(line) ?? [];
    if (!said) {
      const last = events.at(-1);
      if (last && line !== '') Object.assign(last, { message: `${last.message}\n${line}` });
      continue;
    }
    const ts = new Date(`${(source ?? noticed).replace(' ', 'T')}Z`).toISOString();
    const event_id = `00000000-0000-4000-8000-${String(events.length).padStart(12, '0')}`;
    const node = /\b(?:target_)?node=(?:Node )?(\S+)/.exec(said)?.[1] ?? null;
    const nemesis_name = /\bnemesis_name=(\w+)/.exec(said)?.[1] ?? null;
    events.push({
      run_id: SAMPLE_ID,
      severity,
      ts,
      event_id,
      event_type: type,
      message: said,
      duplicate_id: null,
      summary: null,
      node,
      received_timestamp: null,
      nemesis_name,
      duration: null,
      target_node: null,
      nemesis_status: null,
      known_issue: null,
    });
  }
  return events;
}

function nemesesOf(events: readonly ArgusEvent[]): object[] {
  const ends = events.filter(one => one.event_type === 'DisruptionEvent' && /period_type=end/.test(one.message));
  return ends.map(({ message, ts, severity, nemesis_name, node }) => {
    const [, minutes = 0, seconds = 0] = /\bduration=(?:(\d+)m)?(?:(\d+)s)?/.exec(message) ?? [];
    const duration = Number(minutes) * 60 + Number(seconds);
    const end_time = Math.floor(Date.parse(ts) / 1000);
    const failed = severity === 'ERROR';
    return {
      run_id: SAMPLE_ID,
      start_time: end_time - duration,
      end_time,
      duration,
      class_name: 'SisyphusMonkey',
      name: nemesis_name,
      status: failed ? 'failed' : 'succeeded',
      stack_trace: failed ? message.slice(message.indexOf('errors=') + 7) : null,
      target_node: { name: node, ip: '10.4.2.11', shards: 3 },
    };
  });
}

async function filesOf(archive: Uint8Array): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const tar = extract();
  tar.end(zstdDecompressSync(archive));
  for await (const entry of tar) {
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    files.set(entry.header.name.split('/').pop() ?? '', Buffer.concat(parts));
  }
  return files;
}
