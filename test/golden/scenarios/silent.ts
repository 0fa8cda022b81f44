/** Golden: runs that do not say why: one ended by a person, one that says only that it failed, one that did not fail. */
import { actionsLog, failed, many, opening } from './actions-log.ts';
import { makeBook, makeDice, spaced } from './book.ts';
import type { Scenario } from './scenario.ts';

export function cancelledRun(): Scenario {
  const lines = many(400, n => `PASS src/part${n}.test.ts (${1 + (n % 4)}.${n % 10} s)`);
  return {
    name: 'CI: a person cancels the run',
    failed: {
      'build.log': actionsLog(111, [opening(111), { command: 'npm test', lines }], '##[error]The operation was canceled.'),
    },
    expected: {
      category: 'cancelled',
      first: { member: /build\.log$/, text: /The operation was canceled/ },
      summary: [/cancel/i],
    },
  };
}

export function onlyExitCode(): Scenario {
  const lines = many(300, n => `step ${n} of 300 done`);
  return {
    name: 'CI: nothing but an exit code',
    failed: { 'build.log': actionsLog(112, [opening(112), { command: './nightly.sh', lines }], failed) },
    expected: null,
  };
}

export function healthy(): Scenario {
  const dice = makeDice(113);
  const [api, jobs] = [makeBook(dice), makeBook(dice)];
  const start = Date.UTC(2026, 7, 1, 8, 0, 0);
  const day = { from: start, to: start + 3_600_000 };
  const names = ['orders', 'prices', 'stock', 'mail'];
  api.noise(
    { ...day, every: 3000 },
    at => `${spaced(at)} INFO  api - GET /${dice.pick(names)}/${dice.int(1, 999)} 200 in ${dice.int(2, 80)} ms`,
  );
  api.noise(
    { ...day, every: 60_000 },
    at => `${spaced(at)} WARN  api - GET /${dice.pick(names)} took ${dice.int(800, 1900)} ms, retry 1 of 3`,
  );
  api.noise({ ...day, every: 60_000 }, at => `${spaced(at)} INFO  api - retry 1 succeeded`);
  jobs.noise(
    { ...day, every: 5000 },
    at => `${spaced(at)} INFO  jobs - ${dice.pick(names)} refreshed, ${dice.int(1, 400)} rows, 0 errors`,
  );
  jobs.noise(
    { ...day, every: 120_000 },
    at => `${spaced(at)} WARN  jobs - queue of ${dice.pick(names)} is ${dice.int(50, 90)}% full`,
  );
  jobs.add(day.to, `${spaced(day.to)} INFO  jobs - all checks passed, shutting down`);
  return { name: 'Service: a healthy run', failed: { 'api.log': api.text(), 'jobs.log': jobs.text() }, expected: null };
}
