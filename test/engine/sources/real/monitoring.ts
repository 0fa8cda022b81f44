/** The sources, tests: a real Prometheus that scrapes itself and a node-exporter, with rules whose alerts reach a real Alertmanager; ports that were free, ended always. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installPackages, Lacking, onPath } from '../../../debian.ts';

const PACKAGES = ['prometheus', 'prometheus-alertmanager', 'prometheus-node-exporter'];
/** As others than Debian call them. */
const NAMES = {
  prometheus: ['prometheus'],
  alertmanager: ['prometheus-alertmanager', 'alertmanager'],
  exporter: ['prometheus-node-exporter', 'node_exporter'],
};
const PATIENCE_MS = 90_000;

export interface Monitoring {
  readonly prometheus: string;
  /** Where Prometheus keeps its samples. */
  readonly data: string;
  readonly alertmanager: string;
  /** A target of the job `absent`, where nobody listens. */
  readonly absent: string;
  end(): Promise<void>;
}

/** Installs what is missing. Throws Lacking where only root can. */
export function setUpMonitoring(): void {
  if (Object.values(NAMES).every(names => names.some(onPath))) return;
  installPackages(PACKAGES, { who: 'The tests with a real Prometheus', say: console.log });
  const missing = Object.values(NAMES).filter(names => !names.some(onPath));
  if (missing.length)
    throw new Lacking(`Not found: ${missing.map(names => names.join(' or ')).join(', ')}. Install them, and put them on PATH.`);
}

/** Where Alertmanager posts to; nowhere unless given. */
export interface Receiver {
  readonly url: string;
  readonly secret: string;
}

export async function startMonitoring(receiver?: Receiver): Promise<Monitoring> {
  const folder = mkdtempSync(join(tmpdir(), 'monitoring-'));
  const running: ChildProcess[] = [];
  const end = async () => {
    await Promise.all(running.map(stop));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [prometheus, alertmanager, exporter, absent] = (await freePorts(4)).map(port => `127.0.0.1:${port}`);
    writeFileSync(join(folder, 'rules.yml'), RULES);
    writeFileSync(join(folder, 'am.yml'), routes(receiver));
    writeFileSync(join(folder, 'prom.yml'), settings({ prometheus, alertmanager, exporter, absent }));
    const begin = (names: readonly string[], args: string[]) => running.push(begun(names, args));
    begin(NAMES.exporter, [`--web.listen-address=${exporter}`]);
    begin(NAMES.alertmanager, [
      `--config.file=${join(folder, 'am.yml')}`,
      `--storage.path=${join(folder, 'am')}`,
      `--web.listen-address=${alertmanager}`,
      `--web.external-url=http://${alertmanager}`,
      '--cluster.listen-address=',
    ]);
    await ready(`http://${alertmanager}/-/ready`);
    await ready(`http://${exporter}/metrics`);
    begin(NAMES.prometheus, [
      `--config.file=${join(folder, 'prom.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${prometheus}`,
      `--web.external-url=http://${prometheus}`,
      '--web.enable-admin-api',
    ]);
    await ready(`http://${prometheus}/-/ready`);
    return {
      data: join(folder, 'data'),
      prometheus: `http://${prometheus}`,
      alertmanager: `http://${alertmanager}`,
      absent,
      end,
    };
  } catch (failure) {
    await end();
    throw failure;
  }
}

/** What fires before Prometheus has found its Alertmanager, seconds after its start, is sent again a minute later: both wait for a scrape. */
const RULES = `groups:
  - name: lab
    rules:
      - alert: LabTargetDown
        expr: up == 0
        labels: { severity: critical }
        annotations: { summary: "target {{ $labels.instance }} of job {{ $labels.job }} is down" }
      - alert: LabNodeUp
        expr: up{job="node"} == 1
        labels: { severity: info }
`;

function routes(receiver?: Receiver): string {
  const posted = receiver && {
    webhook_configs: [
      { url: receiver.url, send_resolved: true, http_config: { authorization: { credentials: receiver.secret } } },
    ],
  };
  return JSON.stringify({
    route: { receiver: 'programs', group_by: ['alertname'], group_wait: '1s', group_interval: '1s' },
    receivers: [{ name: 'programs', ...posted }],
  });
}

function settings(at: { prometheus: string; alertmanager: string; exporter: string; absent: string }): string {
  const jobs = [
    ['prometheus', at.prometheus],
    ['node', at.exporter],
    ['absent', at.absent],
  ];
  return `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [rules.yml]
alerting: { alertmanagers: [{ static_configs: [{ targets: ["${at.alertmanager}"] }] }] }
scrape_configs:
${jobs.map(([job, target]) => `  - { job_name: ${job}, static_configs: [{ targets: ["${target}"] }] }`).join('\n')}
`;
}

/** All at once, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map(server => once(server, 'listening')));
  const ports = servers.map(server => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(server => once(server.close(), 'close')));
  return ports;
}

function begun(names: readonly string[], args: string[]): ChildProcess {
  return spawn(names.find(onPath) ?? names[0], args, { stdio: 'ignore' });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(late);
}

async function ready(url: string): Promise<void> {
  await until(`${url} answers`, async () => (await fetch(url).catch(() => null))?.ok || null);
}

/** What `look` gives as soon as it is something; fails when that takes beyond all measure. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  const latest = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > latest) throw new Error(`It did not come to be within ${PATIENCE_MS / 1000} s that ${what}.`);
    await sleep(100);
  }
}
