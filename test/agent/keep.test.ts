/** The investigator, tests: findings and their record are kept with the run, shown with its report, played again, and forgotten with it. */
import assert from 'node:assert/strict';
import { investigate } from '../../src/agent/investigate.ts';
import { recorderOf } from '../../src/agent/record.ts';
import { replay } from '../../src/agent/replay.ts';
import type { Fault } from '../../src/base/fault.ts';
import { type SampleRun, sampleRun } from './sample-run.ts';
import { calling, scripted, shownId, submits } from './scripted.ts';

describe('kept findings', function () {
  this.timeout(30_000);
  let run: SampleRun;
  before(async () => {
    run = await sampleRun();
  });
  after(() => run.end());

  async function asked(findings_id: string, claims: boolean) {
    const model = scripted([
      { parts: [calling('get_timeline')] },
      turn => {
        const evidence = [{ id: shownId(turn, 'Out of memory: Killed'), quote: 'Out of memory: Killed process' }];
        return submits({
          summary: 'Memory.',
          claims: claims ? [{ title: 'Memory ran out', description: '', confidence: 'low', evidence }] : [],
        });
      },
    ]);
    const begun = { run_id: run.run_id, question: null, findings_id };
    const recorder = recorderOf({ engine: run.engine, model, clock: () => 1e12 }, begun);
    const findings = await investigate({ ...begun, ...recorder, signal: new AbortController().signal });
    recorder.end(findings);
    await run.engine.own.keep_findings({ findings, record: recorder.text() });
    return findings;
  }

  const shown = async () => (await run.engine.get_report({ run_id: run.run_id })).findings;

  it('stand beside the report, the newest that claim something', async () => {
    assert.equal(await shown(), undefined);
    const first = await asked('first', true);
    assert.deepEqual(await shown(), first);
    await asked('none', false);
    assert.deepEqual(await shown(), first);
    const second = await asked('second', true);
    assert.deepEqual(await shown(), second);
    assert.deepEqual((await run.engine.investigate_run({ inputs: [run.run_id] })).findings, second);
  });

  it('are played again from what the notebook has', async () => {
    const { findings, record } = await run.engine.own.findings_record({ findings_id: 'first' });
    assert.deepEqual(await replay(String(record), { signal: new AbortController().signal }), findings);
  });

  it('are kept twice at once, bounded, and the oldest go', async () => {
    const findings = await asked('many', true);
    await Promise.all(
      Array.from({ length: 25 }, (_, at) =>
        run.engine.own.keep_findings({ findings: { ...findings, findings_id: `many-${at}` }, record: null }),
      ),
    );
    const unknown = (failure: Fault) => failure.code === 'findings_unknown';
    await assert.rejects(run.engine.own.findings_record({ findings_id: 'first' }), unknown);
    assert.equal((await run.engine.own.findings_record({ findings_id: 'many-24' })).record, null);
  });

  it('are refused for a run that nobody knows, and go with their run', async () => {
    const findings = await asked('last', true);
    await assert.rejects(
      run.engine.own.keep_findings({ findings: { ...findings, run_id: 'nobody' }, record: null }),
      (failure: Fault) => failure.code === 'run_unknown',
    );
    await run.engine.forget_run({ run_id: run.run_id });
    await assert.rejects(run.engine.own.findings_record({ findings_id: 'last' }));
  });
});
