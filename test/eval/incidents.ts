/** Evaluation: the service at fault and the kind of fault in recorded incidents, ranked by the product, in the format of the scorer. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../src/engine/start.ts';
import type { Incident } from '../../src/model/incident.ts';

interface Result {
  readonly case: string;
  readonly ranked: string[];
  readonly fault_type: string;
}

/** `data` holds `input/YYYY-MM-DD_HHMM`, a folder per incident named after its minute, and `input/normal-YYYY-MM-DD`. */
export async function evaluate(data: string, progress: (words: string) => void): Promise<{ tool: string; results: Result[] }> {
  const home = mkdtempSync(join(tmpdir(), 'eval-incidents-'));
  const input = join(data, 'input');
  const engine = startEngine({ home, cwd: input, version: 'eval', inline: true });
  const cases = readdirSync(input).filter(name => /^\d{4}-\d\d-\d\d_\d{4}$/.test(name));
  const results: Result[] = [];
  try {
    for (const [index, name] of cases.entries()) {
      progress(`${index + 1} of ${cases.length} incidents`);
      const at = `${name.slice(0, 10)}T${name.slice(11, 13)}:${name.slice(13)}Z`;
      const against = [`normal-${name.slice(0, 10)}`].filter(folder => existsSync(join(input, folder)));
      const incident = await engine.rank_services({ inputs: [name], at, against, limit: 100 });
      if (process.env.EVAL_SHOW) show(name, incident);
      results.push({ case: name, ranked: incident.services.map(one => one.service), fault_type: incident.fault_kind });
    }
  } finally {
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  }
  tellFigures(join(data, 'truth', 'labels.jsonl'), results);
  return { tool: 'investigator', results };
}

function show(name: string, { services, fault_kind }: Incident): void {
  const rows = services
    .slice(0, 4)
    .map(one => `    ${one.score.toFixed(2)} ${one.service}: ${one.kind}, ${one.reasons[0].words}`);
  process.stderr.write(`\n${name} ${fault_kind}\n${rows.join('\n')}\n`);
}

function tellFigures(path: string, results: readonly Result[]): void {
  if (!existsSync(path)) return;
  const truth = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(text => JSON.parse(text) as { case: string; root_cause: string; fault_type: string });
  const rows = truth.map(label => {
    const result = results.find(one => one.case === label.case);
    const rank = (result?.ranked.indexOf(label.root_cause) ?? -1) + 1;
    return { rank: rank || Number.POSITIVE_INFINITY, typed: result?.fault_type === label.fault_type };
  });
  const share = (name: string, hits: number) => `${name} ${interval(hits, rows.length)}`;
  const within = [1, 3, 5].map(k => share(`AC@${k}`, rows.filter(row => row.rank <= k).length));
  const typed = share('fault type', rows.filter(row => row.typed).length);
  process.stderr.write(`\r\u001b[2K${rows.length} incidents: ${[...within, typed].join(', ')}\n`);
}

/** A share with its 95 % Wilson interval. */
function interval(hits: number, all: number): string {
  const z = 1.96;
  const p = hits / all;
  const middle = (p + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all));
  return `${p.toFixed(3)} (${hits}/${all}; ${(middle - half).toFixed(2)}–${Math.min(1, middle + half).toFixed(2)})`;
}
