/** Golden: small runs of our own are investigated by the real engine, and their reports say what happened. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type RunningEngine, startEngine } from '../../src/engine/start.ts';
import { Report } from '../../src/model/report.ts';
import { tell } from '../../src/tools/tell.ts';
import { scenarios } from './scenarios/all.ts';
import type { Expected, Files } from './scenarios/scenario.ts';

describe('scenarios', () => {
  let room: string;
  let engine: RunningEngine;

  before(() => {
    room = mkdtempSync(join(tmpdir(), 'scenarios-'));
    engine = startEngine({ home: join(room, 'home'), cwd: room, version: '0.0.0', inline: true });
  });

  after(async () => {
    await engine.end();
    rmSync(room, { recursive: true, force: true });
  });

  for (const [index, make] of scenarios.entries()) {
    const { name, failed, passed, expected } = make();
    it(name, async () => {
      const against = passed ? [write(join(room, `${index}-passed`), passed)] : [];
      const inputs = [write(join(room, `${index}-failed`), failed)];
      const told = await tell(engine, 'investigate_run', { inputs, against, job: `scenario ${index}` });
      const report = Report.parse(told.data);
      if (expected) names(report, expected, failed);
      else namesNothing(report);
    });
  }
});

function write(folder: string, files: Files): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function names(report: Report, expected: Expected, files: Files): void {
  const [first, ...others] = report.suspect_lines;
  assert.equal(report.category, expected.category, report.summary);
  assert.equal(report.insufficient_evidence, false);
  assert.match(first.place.member, expected.first.member);
  assert.match(textOf(files, first), expected.first.text);
  for (const specific of expected.summary) assert.match(report.summary, specific);
  assert.ok(report.hypotheses.length > 0 && report.engine.removed_claims === 0);
  assert.equal(first.role, 'cause');
  for (const { text, role } of expected.roles ?? []) {
    const found = others.filter(one => text.test(one.text));
    assert.ok(found.length > 0, `no suspect says ${text}`);
    for (const one of found) assert.ok(role.includes(one.role), `${one.role}: ${one.text}`);
  }
}

/** All lines of a suspect's block. */
function textOf(files: Files, { place }: Report['suspect_lines'][number]): string {
  return files[place.member]
    .split('\n')
    .slice(place.line - 1, place.end_line)
    .join('\n');
}

function namesNothing(report: Report): void {
  assert.equal(report.insufficient_evidence, true, report.summary);
  assert.ok(report.insufficient_reason);
  assert.equal(report.category, 'unknown');
  assert.deepEqual(report.hypotheses, []);
}
