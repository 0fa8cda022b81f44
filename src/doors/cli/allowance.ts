/** The command line: limits of reading as people raise them: `--allow totalBytes=200G,ratio=5000`. */
import { Fault } from '../../base/fault.ts';

/** Limits by the names that the engine's messages use. */
const NAMES = ['totalBytes', 'ratio', 'members', 'depth', 'downloadBytes'] as const;
const UNITS: Record<string, number> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

export type Allowance = { [K in (typeof NAMES)[number]]?: number };

/** Reads `name=number,…`; numbers may end in K, M, G or T (powers of 1024). Throws `bad_input`. */
export function readAllowance(text: string | undefined): Allowance {
  const allowance: Allowance = {};
  for (const part of text?.split(',') ?? []) {
    const match = /^(\w+)=(\d+(?:\.\d+)?)([KMGT]?)$/i.exec(part.trim());
    const name = NAMES.find(one => one.toLowerCase() === match?.[1].toLowerCase());
    if (!match || !name)
      throw new Fault('bad_input', {
        problem: `--allow takes ${NAMES.join(', ')} with a number, such as totalBytes=200G; not ${part}.`,
      });
    allowance[name] = Math.floor(Number(match[2]) * UNITS[match[3].toUpperCase()]);
  }
  return allowance;
}
