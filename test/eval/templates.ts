/** Evaluation: gives the miner each `input/*.log` and writes what the scorer of templates reads. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { TemplateMiner } from '../../src/engine/analyze/templates/miner.ts';
import type { Block } from '../../src/engine/read/block.ts';
import { BlockPool, Cutter } from '../../src/engine/read/cut.ts';
import { recognise } from '../../src/engine/read/formats/table.ts';

interface Result {
  dataset: string;
  /** Template of each line. */
  assign: string[];
  templates: Record<string, string>;
}

const SAMPLE_LINES = 200;

/**
 * One result per log of `data`/input. Where the log's lines also stand there without their headers (`….content.txt`), those are
 * mined; else the reader finds where the messages begin.
 */
export async function evaluate(data: string, progress: (words: string) => void): Promise<{ tool: string; results: unknown[] }> {
  const input = path.join(data, 'input');
  const names = (await readdir(input)).sort();
  const results: Result[] = [];
  for (const name of names.filter(name => name.endsWith('.log'))) {
    const content = name.replace(/\.log$/, '.content.txt');
    const bare = names.includes(content);
    const chosen = bare ? content : name;
    const bytes = await readFile(path.join(input, chosen));
    const result = mine(bare ? cut(bytes) : withBodies(cut(bytes), bytes, name), name.replace(/(?:_\d+k)?\.log$/, ''));
    progress(`${chosen}: ${result.assign.length} lines, ${Object.keys(result.templates).length} templates`);
    results.push(result);
  }
  return { tool: 'test-run-investigator templates', results };
}

/** The lines of a file; each begins with its message. */
function cut(bytes: Uint8Array): Block[] {
  const cutter = new Cutter(new BlockPool(), 'lf');
  const blocks = [...cutter.push(bytes), ...cutter.finish()];
  for (const block of blocks) block.body.set(block.starts.subarray(0, block.count));
  return blocks;
}

function withBodies(blocks: Block[], bytes: Uint8Array, name: string): Block[] {
  const sample = new TextDecoder().decode(bytes).split(/\r?\n/, SAMPLE_LINES);
  const reader = recognise(name, sample).reader({ path: name, modified: null, sample });
  for (const block of blocks) reader.read(block);
  return blocks;
}

function mine(blocks: Block[], dataset: string): Result {
  const miner = new TemplateMiner();
  const ids = blocks.flatMap(({ count, bytes, body, ends }) =>
    Array.from({ length: count }, (_, row) => miner.add(bytes, body[row], ends[row])),
  );
  const final = miner.finish();
  const assign = ids.map(id => `t${final[id]}`);
  const templates = Object.fromEntries(ids.map(id => [`t${final[id]}`, miner.text(final[id])]));
  return { dataset, assign, templates };
}
