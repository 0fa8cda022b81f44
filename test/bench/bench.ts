/** Benchmark: `npm run bench -- [--lines N] [--log FILE] [--json FILE]`: figures of the engine beside those of its peers, never judged. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeLoad } from './load.ts';
import { askAll, ingestApart, mineAll } from './ours.ts';
import { packLoad } from './pack.ts';
import { lnav, type PeerFigures, ripgrep, sqlite } from './peers.ts';
import { reportTimes } from './reports.ts';

const words = { common: 'timeout', rare: 'QuorumLostException', regex: '[0-9]{3,}ms$' };
const note = (text: string) => process.stderr.write(`${text}\n`);

interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly peer: string;
  /** Null: there is no such peer on this machine. */
  readonly theirs: number | null;
  /** How many times better ours is. */
  readonly ratio: number | null;
}

interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** Peers by tool; one without any stands alone. */
  readonly peers: readonly (readonly [tool: string, theirs: number | null])[];
}

function figuresOf({ name, unit, ours, peers }: Measured): Figure[] {
  const compared = peers.length > 0 ? peers : ([['', null]] as const);
  return compared.map(([peer, theirs]) => {
    const ratio = theirs === null ? null : unit.endsWith('/s') ? ours / theirs : theirs / ours;
    return { name, unit, ours, peer, theirs, ratio };
  });
}

async function measure(log: string, folder: string): Promise<Measured[]> {
  note('ingesting text, three times');
  const runs = [];
  for (const id of ['load', 'load2', 'load3']) runs.push(await ingestApart(log, folder, id));
  const text = runs.sort((a, b) => a.ms - b.ms)[1];
  note('ingesting tar.zst');
  const tar = await ingestApart(await packLoad(log, join(folder, 'load.tar.zst')), folder, 'packed');
  note('asking peers to do the same');
  const peers = [sqlite(log, folder, words), lnav(log), ripgrep(log, words)];
  const rate = (ms: number | null) => (ms === null ? null : text.lines / ms);
  const ingests = peers.flatMap(peer => ('ingest' in peer.figures ? [[peer.tool, rate(peer.figures.ingest)] as const] : []));
  note('asking questions');
  const asked = Object.entries({ ...(await askAll(folder, 'load', words)), ...(await reportTimes(log, folder)) });
  return [
    { name: 'ingest text', unit: 'klines/s', ours: text.lines / text.ms, peers: ingests },
    { name: 'ingest tar.zst', unit: 'klines/s', ours: tar.lines / tar.ms, peers: [] },
    { name: 'templates alone', unit: 'klines/s', ours: text.lines / mineAll(folder, 'load'), peers: [] },
    { name: 'index on disk', unit: 'MB', ours: text.disk / 1e6, peers: [] },
    { name: 'memory while ingesting', unit: 'MB', ours: text.memory / 1e6, peers: [] },
    ...asked.map(([name, ours]) => ({ name, unit: 'ms', ours, peers: answering(name, peers) })),
  ];
}

function answering(name: string, peers: readonly PeerFigures[]): [string, number | null][] {
  return peers.flatMap(peer => (name in peer.figures ? [[peer.tool, peer.figures[name]] as [string, number | null]] : []));
}

function print(figures: readonly Figure[]): void {
  const shown = (value: number | null) => (value === null ? 'absent' : value < 10 ? value.toFixed(2) : value.toFixed(0));
  const line = (cells: readonly string[]) =>
    `${cells[0].padEnd(36)}${cells[1].padEnd(10)}${cells
      .slice(2)
      .map(cell => cell.padStart(10))
      .join('')}\n`;
  process.stdout.write(line(['figure', 'unit', 'ours', 'peer', 'theirs', 'ratio']));
  for (const { name, unit, ours, peer, theirs, ratio } of figures) {
    const compared = peer ? [peer, shown(theirs), ratio === null ? '' : `${ratio.toFixed(1)}x`] : ['', '', ''];
    process.stdout.write(line([name, unit, shown(ours), ...compared]));
  }
}

async function main(folder: string): Promise<void> {
  const { values } = parseArgs({
    options: { lines: { type: 'string', default: '1000000' }, log: { type: 'string' }, json: { type: 'string' } },
  });
  const log = values.log ?? join(folder, 'load.log');
  if (!values.log) {
    note(`writing ${values.lines} lines`);
    writeLoad(log, Number(values.lines));
  }
  const figures = (await measure(log, folder)).flatMap(figuresOf);
  print(figures);
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, bytes: statSync(log).size, figures }, null, 1)}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'investigator-bench-'));
try {
  await main(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
