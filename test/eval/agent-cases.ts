/** Evaluation: labelled agent runs, read by the product's own reader. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { agentDocuments } from '../../src/engine/read/agents/documents.ts';
import type { AgentRun } from '../../src/model/agent-run.ts';

/** The run of one document under the id that the labels use. */
export function runOfDocument(text: string, id: string): AgentRun {
  const [run] = agentDocuments(text, id)?.runs ?? [];
  if (!run) throw new Error(`${id} was not read as an agent run`);
  return { ...run, run_id: id };
}

/** All runs under `data/input`, without labels. */
export function failureRuns(data: string): AgentRun[] {
  const root = join(data, 'input');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(one => one.name.endsWith('.json'));
  const paths = files.map(one => join(one.parentPath, one.name)).sort();
  return paths.map(path =>
    runOfDocument(
      readFileSync(path, 'utf8'),
      relative(root, path)
        .replace(/\.json$/, '')
        .replaceAll('\\', '/'),
    ),
  );
}

export function outcomeRuns(data: string): AgentRun[] {
  const lines = gunzipSync(readFileSync(join(data, 'input', 'runs.jsonl.gz')))
    .toString('utf8')
    .split('\n')
    .filter(Boolean);
  return lines.map(line => runOfDocument(line, (JSON.parse(line) as { id: string }).id));
}

function labelsOf(data: string): Record<string, unknown>[] {
  const text = readFileSync(join(data, 'truth', 'labels.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Record<string, unknown>);
}

export function failureCases(data: string) {
  const runs = new Map(failureRuns(data).map(run => [run.run_id, run]));
  return labelsOf(data).flatMap(one => {
    const run = runs.get(String(one.id));
    const label = {
      agent: String(one.agent),
      step: Number(one.step),
      kind: String(one.kind),
      group: String(one.question_id ?? one.id),
    };
    return run ? [{ run, label }] : [];
  });
}

export function outcomeCases(data: string) {
  const runs = new Map(outcomeRuns(data).map(run => [run.run_id, run]));
  return labelsOf(data).flatMap(one => {
    const run = runs.get(String(one.id));
    return run ? [{ run, label: String(one.label), group: String(one.id).replace(/-\d+$/, '') }] : [];
  });
}

/** As the scorer compares them: letters and digits, without what stands in parentheses. */
export function sameAgent(one: string, other: string): boolean {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/\(.*?\)/g, '')
      .replace(/[^a-z0-9]/g, '');
  return plain(one) === plain(other);
}

/** A share with its 95 % interval of Wilson. */
export function wilson(right: number, n: number): string {
  const [p, z] = [right / n, 1.96];
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  return `${p.toFixed(3)} (${Math.max(0, middle - half).toFixed(3)}–${(middle + half).toFixed(3)})`;
}
