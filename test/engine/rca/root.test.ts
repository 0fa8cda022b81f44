/** The report, tests: the plainest sign right above a suspect line is the cause's line. */
import assert from 'node:assert/strict';
import { makeReport } from '../../../src/engine/rca/report.ts';
import { Report } from '../../../src/model/report.ts';
import { caseOf } from './cases.ts';

const kill = '2026-11-20T11:02:31.745 db-3 kernel: Out of memory: Killed process 2213 (scylla) total-vm:1kB, oom_score_adj:0';
const said = "2026-11-20T11:02:32.100 db-3 systemd[1]: scylla-server.service: Failed with result 'oom-kill'.";

describe('root', () => {
  it('is the kill above what the service manager says of it', () => {
    const report = Report.parse(
      makeReport(caseOf({ files: { 'system.log': `fine\n${kill}\n${said}` }, suspects: [{ find: 'oom-kill' }] })),
    );
    assert.equal(report.summary, 'The kernel OOM killer stopped scylla on db-3.');
    const [cause, echo] = report.hypotheses[0].evidence_ids.map(id => report.evidence_index.find(one => one.evidence_id === id));
    assert.deepEqual([cause?.place.line, cause?.attributes.role], [2, 'cause']);
    assert.deepEqual([echo?.place.line, echo?.attributes.role], [3, 'echo']);
    assert.equal(report.timeline.find(entry => entry.kind === 'cause')?.place.line, 2);
  });

  it('is not looked for in what happened long before', () => {
    const early = kill.replace('11:02:31', '09:02:31');
    const report = makeReport(caseOf({ files: { 'system.log': `${early}\n${said}` }, suspects: [{ find: 'oom-kill' }] }));
    assert.equal(report.summary, 'scylla-server ran out of memory on db-3.');
  });
});
