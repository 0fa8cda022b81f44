/** Golden: the sample run is investigated by the real engine, and the report tells the story of its answer key. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningEngine, startEngine } from '../../src/engine/start.ts';
import { Report } from '../../src/model/report.ts';
import { tell } from '../../src/tools/tell.ts';

const sample = fileURLToPath(new URL('../../media/sample/', import.meta.url));

interface Line {
  readonly member: string;
  readonly line: number;
}

interface Answer {
  readonly category: string;
  readonly cause: Line;
  readonly also: readonly Line[];
  readonly precursors: readonly Line[];
}

const answer = JSON.parse(readFileSync(join(sample, 'answer.json'), 'utf8')) as Answer;

describe('the sample run', function () {
  this.timeout(20_000);
  let home: string;
  let engine: RunningEngine;

  before(() => {
    home = mkdtempSync(join(tmpdir(), 'sample-run-'));
    engine = startEngine({ home, cwd: sample, version: '0.0.0', inline: true });
  });

  after(async () => {
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  for (const against of [[], ['passed']]) {
    it(`begins with its cause, ${against.length ? 'compared with the passing run' : 'alone'}`, async () => {
      const told = await tell(engine, 'investigate_run', { inputs: ['failed'], against, job: `sample ${against.length}` });
      check(Report.parse(told.data));
    });
  }
});

function check(report: Report): void {
  const [first, ...others] = report.suspect_lines;
  assert.equal(report.category, answer.category);
  assert.equal(first.role, 'cause');
  assert.ok(isOneOf(first.place, [answer.cause, ...answer.also]), `${first.place.member}:${first.place.line}`);
  const trigger = others.filter(one => one.role === 'trigger');
  assert.match(trigger.map(one => one.text).join('\n'), /Started - Disruption MajorCompactionMonkey/);
  const led = others.filter(one => isOneOf(one.place, answer.precursors));
  assert.ok(led.length > 1, 'its precursors are among the suspects');
  assert.deepEqual([...new Set(led.map(one => one.role))], ['precursor']);
  for (const one of others.filter(({ text }) => /QUORUM|is now DOWN|ClusterHealthValidatorEvent|CassandraStress/.test(text))) {
    assert.ok(one.role === 'echo' || one.role === 'context', `${one.role}: ${one.text}`);
  }
}

function isOneOf(place: Line, lines: readonly Line[]): boolean {
  return lines.some(one => one.member === place.member && one.line === place.line);
}
