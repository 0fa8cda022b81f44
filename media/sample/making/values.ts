/** Sample: the small words by which the books of statements ask for values. */
import type { Machine, Run } from './cast.ts';

const tables = ['standard1', 'counter1', 'users', 'events_by_day', 'orders'];

/**
 * One value for each word: `int 3 40`, `hex 8`, `uuid`, `ks`, `tb`, `peer`, `loader`, `sst`, `pct`, `ms 40` (exponential with that mean),
 * `mem`; any other word stands for itself.
 */
export function values(run: Run, words: readonly string[], node?: Machine): (string | number)[] {
  return words.map(word => value(run, word, node));
}

export function value(run: Run, word: string, node?: Machine): string | number {
  const { dice } = run;
  const [kind, low, high] = word.split(' ');
  switch (kind) {
    case 'int':
      return dice.int(Number(low), Number(high));
    case 'ms':
      return Math.ceil(dice.wait(Number(low)));
    case 'hex':
      return dice.hex(Number(low));
    case 'uuid':
      return dice.uuid();
    case 'ks':
      return dice.chance(0.8) ? 'keyspace_load' : 'keyspace_side';
    case 'tb':
      return dice.pick(tables);
    case 'pct':
      return dice.int(35, 99);
    case 'peer':
      return dice.pick(run.nodes.filter(other => other !== node)).address;
    case 'node':
      return dice.pick(run.nodes).name;
    case 'address':
      return dice.pick(run.nodes).address;
    case 'loader':
      return `${dice.pick(run.loaders).address}:${dice.int(400, 420) * 100}`;
    case 'loadername':
      return dice.pick(run.loaders).name;
    case 'sst':
      return `me-${dice.int(1000, 9999)}-big-Data.db`;
    default:
      return word;
  }
}
