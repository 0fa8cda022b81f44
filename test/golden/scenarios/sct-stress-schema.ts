/** Golden: a stress command fails at once, for the table it reads does not have the column of its profile. */
import type { Scenario } from './scenario.ts';
import { loader, MINUTE, START, sctLine } from './sct-cast.ts';
import { endTest, nemesis, tellEvent } from './sct-events.ts';
import { makeSctRun } from './sct-run.ts';

export function sctStressSchema(): Scenario {
  const run = makeSctRun(15, 40 * MINUTE);
  const at = START + 13 * MINUTE;
  const command = "cassandra-stress user profile=/tmp/orders_by_day.yaml ops'(read1=1)' cl=QUORUM duration=60m -rate threads=20";
  const exception =
    'com.datastax.driver.core.exceptions.InvalidQueryException: Undefined column name shipped_on in table orders.lines';
  nemesis(run, { name: 'SoftRebootNodeMonkey', node: 1, from: START + 5 * MINUTE, to: START + 9 * MINUTE });
  tellEvent(run, at, {
    base: 'CassandraStressEvent',
    severity: 'NORMAL',
    period: 'begin',
    fields: { node: loader, stress_cmd: command, errors: [] },
    words: `: node=${loader}\nstress_cmd=${command}`,
  });
  const id = run.dice.uuid();
  tellEvent(run, at + 4000, {
    base: 'CassandraStressLogEvent',
    type: 'SchemaDisagreement',
    severity: 'ERROR',
    id,
    fields: { node: loader, line: `Exception in thread "main" ${exception}`, line_number: 31 },
    words: `: type=SchemaDisagreement regex=InvalidQueryException line_number=31 node=${loader}\nException in thread "main" ${exception}`,
  });
  sctLine(run, at + 4300, {
    file: 'stress_thread.py',
    logger: 'sdcm.stress_thread',
    level: 'ERROR',
    text: `Exception in thread "main" java.lang.RuntimeException: ${exception}\n\tat org.apache.cassandra.stress.StressProfile.getQuery(StressProfile.java:411)\n\tat org.apache.cassandra.stress.Stress.main(Stress.java:62)`,
  });
  tellEvent(run, at + 5000, {
    base: 'CassandraStressEvent',
    severity: 'CRITICAL',
    period: 'end',
    fields: { node: loader, stress_cmd: command, errors: [`Stress command completed with bad status 1: ${exception}`] },
    words: `: node=${loader}\nstress_cmd=${command}\nerrors:\n\nStress command completed with bad status 1: ${exception}`,
  });
  endTest(
    run,
    at + 9000,
    `sdcm.sct_events.events_analyzer.TestFailure: Stress command failed: (CassandraStressEvent Severity.CRITICAL) ${exception}`,
  );
  return {
    name: 'SCT: a stress command reads a column that is not there',
    failed: run.files(),
    expected: {
      category: 'schema',
      first: { member: /sct-runner-events/, text: /Undefined column name shipped_on|CassandraStress/ },
      summary: [/shipped_on/],
      roles: [{ text: /TestFrameworkEvent|Collecting logs|tearDown/, role: ['echo', 'context'] }],
    },
  };
}
