/** Sample: a whole run, told from its opening to its end; the result is its files by path. */
import { answer } from './answer.ts';
import { databaseTalk, machineTalk, runnerTalk } from './background.ts';
import { cascade, verdict } from './cascade.ts';
import { nodeFile, type Run, runnerFile } from './cast.ts';
import { killTest, summaries, tearDown } from './closing.ts';
import { alterTable, cleanup, majorCompaction, repair, smallTroubles, topologyRequest } from './cluster-life.ts';
import { kill, nodeOf, precursors } from './disaster.ts';
import type { Nemesis } from './happenings.ts';
import { stress, stressCommand } from './load.ts';
import { disruption, restart } from './nemeses.ts';
import { LOADED, opening, stillFiles, UP } from './opening.ts';
import { type Plan, plans, type Span, spanOf, upSpans } from './plans.ts';
import { sctLine } from './speak.ts';

/** Text of every file of the run by path. */
export function tellRun(run: Run): Map<string, string> {
  const finish = run.end;
  opening(run);
  talk(run, { from: run.start + UP * 1000, to: finish });
  const last = nemeses(run, finish);
  together(run, finish);
  const killer = run.failing ? disaster(run, last, finish) : undefined;
  load(run, finish, last);
  if (!killer) sctLine(run, finish, [['INFO', 'sdcm/longevity_test.py', 'Longevity test is complete after %s minutes'], [240]]);
  tearDown(run, finish + 1500, killer);
  summaries(run, Math.round((finish - run.start) / 1000), killer);
  return run.pages.texts();
}

function talk(run: Run, up: Span): void {
  for (const node of run.nodes) {
    const lost = run.failing && node === nodeOf(run);
    const spans = upSpans(run, node, { from: up.from, to: lost ? run.killed : up.to });
    databaseTalk(run, node, spans);
    smallTroubles(run, node, spans);
    machineTalk(run, node, { from: run.start + 90_000, to: up.to + 60_000 });
    stillFiles(run, node);
  }
  runnerTalk(run, { from: run.start + 5000, to: up.to });
}

function nemeses(run: Run, finish: number): Nemesis {
  const cut = { errors: ['Killed by tearDown - test fail'], at: finish + 2400 };
  let last: Nemesis | undefined;
  for (const plan of plans(run)) last = perform(run, plan, run.failing && plan.kind === 'major' ? cut : undefined);
  return last!;
}

function perform(run: Run, plan: Plan, cut?: { errors: readonly string[]; at: number }): Nemesis {
  const nemesis = disruption(run, plan, cut);
  const check = 'sdcm/utils/health_checker.py';
  const span = spanOf(run, plan);
  sctLine(run, span.from + 100, [['INFO', check, 'Cluster health check %s begins'], [`before ${plan.name}`]]);
  sctLine(run, span.from + 2600, [['INFO', check, 'Cluster health check %s ended'], [`before ${plan.name}`]]);
  if (plan.kind === 'restart') restart(run, plan);
  if (plan.kind === 'schema') alterTable(run, plan);
  if (plan.kind === 'cleanup') cleanup(run, plan);
  if (plan.kind === 'major') majorCompaction(run, plan, { nemesis, stopped: cut && run.killed });
  if (!cut) sctLine(run, span.to - 400, [['INFO', check, 'Cluster health check %s ended'], [`after ${plan.name}`]]);
  return nemesis;
}

function together(run: Run, finish: number): void {
  for (let at = run.start + 900_000; at < finish - 120_000; at += 1_200_000) topologyRequest(run, at);
  repair(run, run.start + 9_300_000);
}

function disaster(run: Run, nemesis: Nemesis, finish: number): string {
  const scope = `Started - Disruption ${nemesis.name} on ${nodeOf(run).name}`;
  const actions = run.pages.texts().get(runnerFile(run, 'actions.log')) ?? '';
  const text = actions.split('\n').find(line => line.includes(scope))!;
  answer(run, 'trigger', { text, path: runnerFile(run, 'actions.log') });
  precursors(run, nemesis);
  kill(run);
  cascade(run, nemesis, finish);
  const killer = verdict(run, finish, nemesis);
  killTest(run, finish, killer);
  run.pages.put(nodeFile(run, nodeOf(run), 'coredumps.info'), 'TIME PID UID GID SIG COREFILE EXE SIZE\nNo coredumps found.\n');
  return killer;
}

function load(run: Run, finish: number, nemesis: Nemesis): void {
  sctLine(run, run.start + LOADED * 1000, [
    ['INFO', 'sdcm/longevity_test.py', 'Load of %s commands is running, the nemesis begins in %s minutes'],
    [2, 10],
  ]);
  for (const loader of run.loaders) {
    const span = { from: run.start + LOADED * 1000 + loader.number * 300, to: finish - 30_000 };
    const failed = run.failing ? { at: run.killed + 72_000 + loader.number * 1300, during: [nemesis] } : undefined;
    stress(run, { loader, command: stressCommand(loader.number === 1 ? 'write' : 'mixed', 210), span, rate: 11_000, failed });
  }
}
