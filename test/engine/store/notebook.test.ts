/** Tests: the notebook keeps runs and reports, finds them by the names people use, and brings the notebooks of earlier versions along. */
import { deepEqual, equal } from 'node:assert/strict';
import { join } from 'node:path';
import { Notebook } from '../../../src/engine/store/notebook.ts';
import { openDatabase } from '../../../src/engine/store/open.ts';
import type { Report } from '../../../src/model/report.ts';
import { Run } from '../../../src/model/run.ts';
import { emptyReport, fullReport } from '../../tools/render/example-report.ts';
import { temporaryHome } from './small-source.ts';

const earlier = {
  run_id: 'aaaa00000001',
  title: 'nightly "7"',
  job: 'nightly',
  outcome: 'failed',
  sources: ['aaaa00000001'],
  inputs: ['/logs/nightly \\ 7'],
  ingested_at: 1000,
  lines: 5,
  from: null,
  to: null,
  category: null,
  summary: null,
};

const firstSchema = `
  CREATE TABLE run (
    run_id TEXT PRIMARY KEY, title TEXT NOT NULL, job TEXT NOT NULL, outcome TEXT NOT NULL, ingested_at REAL NOT NULL, record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX run_by_job ON run (job, outcome, ingested_at);
  CREATE TABLE report (id INTEGER PRIMARY KEY, run_id TEXT NOT NULL, made_at REAL NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE INDEX report_by_run ON report (run_id, id);`;

/** A notebook as the first version left it. */
function writeEarlier(home: string, reports: readonly Report[]): void {
  const db = openDatabase(join(home, 'notebook.db'), { readonly: false });
  db.exec(firstSchema);
  db.prepare('INSERT INTO run VALUES (?, ?, ?, ?, ?, ?)').run(
    earlier.run_id,
    earlier.title,
    earlier.job,
    earlier.outcome,
    earlier.ingested_at,
    JSON.stringify(earlier),
  );
  for (const [i, report] of reports.entries()) {
    const record = JSON.stringify({ ...report, run: { ...report.run, run_id: earlier.run_id } });
    db.prepare('INSERT INTO report (run_id, made_at, record) VALUES (?, ?, ?)').run(earlier.run_id, 2000 + i, record);
  }
  db.pragma('user_version = 1');
  db.close();
}

describe('the notebook', () => {
  const homes = [temporaryHome(), temporaryHome()];
  after(() => {
    for (const one of homes) one.end();
  });

  it('of an earlier version gains the heads of its reports, and its runs what they lack', () => {
    const { home } = homes[0];
    writeEarlier(home, [emptyReport, fullReport]);
    const notebook = new Notebook(home);
    const { category, summary, hypotheses, evidence_index, run } = fullReport;
    const { confidence } = hypotheses[0];
    deepEqual(notebook.reports(), [
      { run_id: earlier.run_id, title: run.title, made_at: 2001, category, confidence, summary, evidence: evidence_index.length },
    ]);
    deepEqual(notebook.get(earlier.run_id), {
      ...earlier,
      origin: 'files',
      confidence,
      tests_failed: null,
      remote: null,
      former: [],
    });
    notebook.close();
    const again = new Notebook(home);
    equal(again.reports().length, 1);
    again.close();
  });

  it('tells the newest report of each run, newest first, until the run is forgotten', () => {
    const notebook = new Notebook(homes[1].home);
    for (const run_id of ['one1', 'two2']) notebook.put(Run.parse({ ...earlier, run_id, title: run_id }));
    const reportOf = (run_id: string, report: Report) => ({ ...report, run: { ...report.run, run_id } });
    notebook.putReport(reportOf('one1', fullReport));
    notebook.putReport(reportOf('two2', fullReport));
    notebook.putReport(reportOf('one1', emptyReport));
    deepEqual(
      notebook.reports().map(head => [head.run_id, head.confidence]),
      [
        ['one1', null],
        ['two2', fullReport.hypotheses[0].confidence],
      ],
    );
    equal(notebook.get('one1')?.confidence, null);
    equal(notebook.get('two2')?.confidence, fullReport.hypotheses[0].confidence);
    notebook.forget('one1');
    deepEqual(
      notebook.reports().map(head => head.run_id),
      ['two2'],
    );
    equal(notebook.count(), 1);
    notebook.close();
  });

  it('makes what reports are compared by where an earlier version left none, and lets go of it with its run', () => {
    const { home, end } = temporaryHome();
    writeEarlier(home, [emptyReport, fullReport]);
    const notebook = new Notebook(home);
    const [{ id, head }, ...more] = notebook.newestReports();
    deepEqual([head.run_id, more.length], [earlier.run_id, 0]);
    const made = notebook.sketch(id);
    equal(made?.lines[0].text, fullReport.evidence_index[0].title);
    deepEqual(notebook.sketch(id), made);
    notebook.put(Run.parse({ ...earlier, outcome: 'passed' }));
    deepEqual(notebook.newestReports(), []);
    notebook.forget(earlier.run_id);
    equal(notebook.sketch(id), null);
    notebook.close();
    end();
  });

  it('finds a run by id, its beginning, title or input, the newest first, and lists by outcome and job', () => {
    const notebook = new Notebook(homes[1].home);
    notebook.put(Run.parse({ ...earlier, run_id: 'bbbb01' }));
    notebook.put(Run.parse({ ...earlier, run_id: 'bbbb02', ingested_at: 2000, outcome: 'passed', job: 'weekly' }));
    const found = (name: string) => notebook.find(name)?.run_id ?? null;
    deepEqual(['bbbb01', 'bbbb', earlier.title, earlier.inputs[0], '/logs'].map(found), [
      'bbbb01',
      'bbbb01',
      'bbbb02',
      'bbbb02',
      null,
    ]);
    const ids = (runs: readonly Run[]) => runs.map(run => run.run_id);
    deepEqual(ids(notebook.list()), ['bbbb02', 'bbbb01', 'two2']);
    deepEqual(ids(notebook.list({ outcome: 'failed' })), ['bbbb01', 'two2']);
    deepEqual(ids(notebook.list({ outcome: 'passed', job: 'nightly' })), []);
    deepEqual(ids(notebook.list({ job: 'weekly' })), ['bbbb02']);
    notebook.close();
  });
});
