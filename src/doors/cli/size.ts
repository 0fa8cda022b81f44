/** The command line: sizes as people write them: 500M, 64G. */
import { Fault } from '../../base/fault.ts';

const UNITS: Record<string, number> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

export function sizeOf(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?$/i.exec(text);
  if (!match) throw new Fault('bad_input', { problem: `--${option} takes a size such as 500M or 64G, not ${text}.` });
  return Math.floor(Number(match[1]) * UNITS[match[2].toUpperCase()]);
}
