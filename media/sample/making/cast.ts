/** Sample: who takes part: two runs of one job, their nodes, loaders and clocks. All names and addresses are invented. */
import { type Dice, makeDice } from './dice.ts';
import { Pages } from './pages.ts';

export interface Machine {
  readonly name: string;
  readonly number: number;
  readonly address: string;
  /** As events print it: name, addresses, type, rack. */
  readonly title: string;
  /** Milliseconds by which its clock is ahead. */
  readonly ahead: number;
  /** Process id of its database at the first start. */
  readonly pid: number;
}

export interface Run {
  readonly id: string;
  readonly id8: string;
  readonly failing: boolean;
  /** Milliseconds UTC. */
  readonly start: number;
  /** When the test ends and its tear-down begins: after four hours, or when it is killed. */
  readonly end: number;
  /** When the kernel kills the database of node 3; in the passing run never. */
  readonly killed: number;
  /** What sct.log adds to UTC. */
  readonly zone: number;
  readonly nodes: readonly Machine[];
  readonly loaders: readonly Machine[];
  readonly dice: Dice;
  readonly pages: Pages;
}

const HOUR = 3_600_000;
/** The kill comes 3 h 12 min into the failing run, and the health check finds it this much later. */
const KILLED = 11_523_412;
const NOTICED = 95_000;
export const JOB = 'longevity-50gb-4h-major';

export function failingRun(): Run {
  return castRun('7c19e5d2-48b3-4f06-a1d7-90be62c3f518', '2026-05-26T08:00:00Z', true);
}

export function passingRun(): Run {
  return castRun('e2a07f46-1d95-4c8e-b360-5f7a91c4d02b', '2026-05-24T20:00:00Z', false);
}

function castRun(id: string, start: string, failing: boolean): Run {
  const id8 = id.slice(0, 8);
  const dice = makeDice(id);
  const nodes = [1, 2, 3, 4, 5, 6].map(number => machine(dice, `${JOB}-db-node-${id8}-${number}`, number));
  const loaders = [1, 2].map(number => machine(dice, `${JOB}-loader-node-${id8}-${number}`, number));
  const from = Date.parse(start);
  const killed = failing ? from + KILLED : Number.POSITIVE_INFINITY;
  const end = failing ? killed + NOTICED : from + 4 * HOUR;
  return { id, id8, failing, start: from, end, killed, zone: 2 * HOUR, nodes, loaders, dice, pages: new Pages() };
}

function machine(dice: Dice, name: string, number: number): Machine {
  const [type, host] = name.includes('loader') ? ['c6i.xlarge', 40 + number] : ['i4i.xlarge', 10 + number];
  const address = `10.4.2.${host}`;
  const title = `Node ${name} [203.0.113.${host} | ${address}] (Type: ${type}) (rack: RACK${(number - 1) % 3})`;
  return { name, number, address, title, ahead: number === 5 ? 1400 : 0, pid: dice.int(3100, 6900) };
}

/** Path of a node's file inside the database archive. */
export function nodeFile(run: Run, node: Machine, file: string): string {
  return `db-cluster-${run.id8}/${node.name}/${file}`;
}

/** Path of a file inside the runner's archive. */
export function runnerFile(run: Run, file: string): string {
  return `sct-runner-events-${run.id8}/${file}`;
}
