/** Evaluation: gives the miner each `input/*.log` and writes what the scorer of templates reads. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { TemplateMiner } from '../../src/engine/analyze/templates/miner.ts';

interface Result {
  dataset: string;
  /** Template of each line. */
  assign: string[];
  templates: Record<string, string>;
}

/** One result per log of `data`/input; where the log's lines also stand there without their headers (`….content.txt`), those are read. */
export async function evaluate(data: string, progress: (words: string) => void): Promise<{ tool: string; results: unknown[] }> {
  const input = path.join(data, 'input');
  const names = (await readdir(input)).sort();
  const results: Result[] = [];
  for (const name of names.filter(name => name.endsWith('.log'))) {
    const content = name.replace(/\.log$/, '.content.txt');
    const chosen = names.includes(content) ? content : name;
    const result = mine(await readFile(path.join(input, chosen)), name.replace(/(?:_\d+k)?\.log$/, ''));
    progress(`${chosen}: ${result.assign.length} lines, ${Object.keys(result.templates).length} templates`);
    results.push(result);
  }
  return { tool: 'test-run-investigator templates', results };
}

function mine(bytes: Uint8Array, dataset: string): Result {
  const miner = new TemplateMiner();
  const ids: number[] = [];
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    ids.push(miner.add(bytes, start, end));
    start = end + 1;
  }
  const final = miner.finish();
  const assign = ids.map(id => `t${final[id]}`);
  const templates = Object.fromEntries(ids.map(id => [`t${final[id]}`, miner.text(final[id])]));
  return { dataset, assign, templates };
}
