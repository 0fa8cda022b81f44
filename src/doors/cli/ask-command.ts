/** The command line: `investigator ask`: a language model searches a run with the tools of the table, and is held to the stored lines. */
import { randomUUID } from 'node:crypto';
import type { Ears } from '../../agent/ears.ts';
import type { Inquiry } from '../../agent/investigate.ts';
import type { Model } from '../../agent/model.ts';
import { Fault, faults } from '../../base/fault.ts';
import { type RunningEngine, startEngine } from '../../engine/start.ts';
import type { Connected } from '../../model/connection.ts';
import { environmentMasking, environmentStore } from '../../model/environment.ts';
import type { Findings } from '../../model/findings.ts';
import { environmentProvider, provided } from '../../tools/provide.ts';
import { findingsText } from '../../tools/render/findings-text.ts';
import { oneLine } from '../../tools/render/safe.ts';
import { version } from '../../version.ts';
import { type AskWords, askHelp, readAskWords } from './ask-options.ts';
import { interruptible } from './interruptible.ts';
import type { Outlets } from './output.ts';
import { terminalView } from './view.ts';

interface Said {
  readonly text: string | null;
  readonly exit: number;
}

/** Throws `bad_input`, `key_missing`, `run_unknown`, `not_investigated` and, for the list of models, what connections throw. */
export async function runAsk(words: readonly string[], outlets: Outlets): Promise<Said> {
  const asked = readAskWords(words);
  if (!asked) return { text: askHelp, exit: 0 };
  return interruptible(async signal =>
    asked.listModels ? { text: await models(asked, signal), exit: 0 } : ask(asked, { outlets, signal }),
  );
}

function connected(): Promise<Connected> {
  return provided(environmentProvider(process.env)).connection({ system: 'anthropic', name: '' }, life);
}
/** Who provides from the environment is done at once. */
const life = { signal: new AbortController().signal, onProgress: () => undefined };

async function models({ json }: AskWords, signal: AbortSignal): Promise<string> {
  const [{ listModels }, { priceOf }] = await Promise.all([
    import('../../agent/anthropic/models.ts'),
    import('../../model/price.ts'),
  ]);
  const listed = (await listModels({ connected, signal })).map(model => ({ ...model, price: priceOf(model.id) }));
  if (json) return JSON.stringify(listed);
  const wide = Math.max(...listed.map(({ id }) => id.length));
  const rows = listed.map(({ id, name, price }) => {
    const cost = price ? `${price.input} in, ${price.output} out` : 'price unknown';
    return oneLine(`${id.padEnd(wide)}  ${cost.padEnd(20)}  ${name}`);
  });
  return ['USD per million tokens, by the price list of October 2026', ...rows].join('\n');
}

interface How {
  readonly outlets: Outlets;
  readonly signal: AbortSignal;
}

async function ask(asked: AskWords, how: How): Promise<Said> {
  const model = asked.replay ? null : await chosen(asked);
  const connections = environmentProvider(process.env);
  const store = environmentStore(process.env);
  const engine = startEngine({ home: asked.home, cwd: process.cwd(), version, store, connections });
  try {
    if (!model) return await playAgain(engine, { ...how, asked });
    const inquiry = {
      engine,
      run_id: asked.run ?? '',
      question: asked.question,
      signal: how.signal,
      findings_id: randomUUID(),
      clock: Date.now,
      budget: asked.budget,
      masking: environmentMasking(process.env),
      connected: (await connections.connections()).map(one => one.system),
    };
    return asked.show ? await showFirst(inquiry, model, asked) : await inquire(inquiry, model, { ...how, asked });
  } finally {
    await engine.end();
  }
}

/** Throws `key_missing`, and `bad_input` where a bound on money could not hold. */
async function chosen(asked: AskWords): Promise<Model> {
  const [{ claude }, { chosenClaude, keyOf }] = await Promise.all([
    import('../../agent/anthropic/claude.ts'),
    import('../../agent/anthropic/choice.ts'),
  ]);
  const id = chosenClaude(asked.model, process.env);
  const model = claude({ id, connected, ...(asked.price && { price: asked.price }) });
  if (!asked.show) keyOf(await connected());
  if (!model.price && asked.budget.usd !== undefined)
    throw new Fault('bad_input', {
      problem: `The price of ${id} is not known, so that --max-cost cannot hold; give --price IN,OUT too.`,
    });
  return model;
}

async function inquire(inquiry: Asking, model: Model, { asked, outlets, signal }: How & { asked: AskWords }): Promise<Said> {
  const { investigateAndKeep } = await import('../../agent/kept.ts');
  const ears = asked.quiet ? {} : earsOn(outlets);
  const findings = await investigateAndKeep({ ...inquiry, ears, model }, inquiry.engine.own);
  return told(findings, inquiry.engine, { asked, outlets, signal });
}

/** Throws `findings_unknown` and `record_unusable`. */
async function playAgain(engine: RunningEngine, how: How & { asked: AskWords }): Promise<Said> {
  const { asked, outlets, signal } = how;
  const { findings } = await engine.get_report({ run_id: asked.run ?? '' }, { signal });
  if (!findings) throw new Fault('findings_unknown', { findings: `those of ${asked.run}` });
  const { record } = await engine.own.findings_record({ findings_id: findings.findings_id });
  if (record === null) throw new Fault('record_unusable', { problem: 'it was too long to be kept' });
  const { replay } = await import('../../agent/replay.ts');
  const again = await replay(record, { signal, ears: asked.quiet ? {} : earsOn(outlets) });
  return told(again, engine, how);
}

async function told(
  findings: Findings,
  engine: RunningEngine,
  { asked, outlets, signal }: How & { asked: AskWords },
): Promise<Said> {
  const runs = outlets.out.isTTY && !signal.aborted ? (await engine.list_runs({ limit: 200 }, { signal })).runs : [];
  const text = asked.json ? JSON.stringify(findings) : findingsText(findings, terminalView(outlets.out, runs));
  return { text, exit: exitOf(findings) };
}

async function showFirst(inquiry: Asking, model: Model, { json }: AskWords): Promise<Said> {
  const { firstTurn, shownTurn } = await import('../../agent/shown.ts');
  const first = await firstTurn({ ...inquiry, model });
  return { text: json ? JSON.stringify(first.turn) : shownTurn(first, model), exit: 0 };
}

type Asking = Omit<Inquiry, 'model' | 'engine'> & { readonly engine: RunningEngine };

function exitOf({ ended, claims }: Findings): number {
  if (ended === 'cancelled') return faults.cancelled.exit;
  return ended === 'complete' || claims.length > 0 ? 0 : faults.source_failed.exit;
}

/** One line a step; what only announces another is left out. */
function earsOn({ err }: Outlets): Ears {
  return {
    onStep: step => {
      if (step.kind !== 'calling') err.write(`${oneLine(step.words)}\n`);
    },
  };
}
