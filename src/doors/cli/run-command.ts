/** The command line: one command from its words to its exit code; answers go to standard output, everything else to standard error. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Fault, faults } from '../../base/fault.ts';
import { type RunningEngine, startEngine } from '../../engine/start.ts';
import { Report } from '../../model/report.ts';
import { environmentProvider } from '../../tools/provide.ts';
import { reportHtml } from '../../tools/render/report-html.ts';
import { reportMarkdown } from '../../tools/render/report-markdown.ts';
import { manyLines } from '../../tools/render/safe.ts';
import { type ToolName, table } from '../../tools/table.ts';
import { type Told, tell } from '../../tools/tell.ts';
import type { Tool } from '../../tools/tool.ts';
import { version } from '../../version.ts';
import { readAllowance } from './allowance.ts';
import { completion } from './completion.ts';
import { helpOf, overview } from './help.ts';
import { commandTool, type Globals, globalsLast, readOptions } from './options.ts';
import { type Outlets, processOutlets, put } from './output.ts';
import { progressBar } from './progress-bar.ts';
import { terminalView } from './view.ts';

/** Runs one command and returns the process's exit code. */
export async function runCommand(words: readonly string[], outlets: Outlets = processOutlets()): Promise<number> {
  const json = words.slice(0, words.includes('--') ? words.indexOf('--') : undefined).includes('--json');
  try {
    const answer = await dispatch(words, outlets);
    if (answer !== null) await put(outlets.out, answer);
    return 0;
  } catch (failure) {
    return tellFailure(failure, { json, outlets });
  }
}

/** The answer's text; null where it went into a file. */
async function dispatch(words: readonly string[], outlets: Outlets): Promise<string | null> {
  const [word, ...rest] = globalsLast(words);
  if (word === undefined || word === 'help') return helpFor(rest.find(one => !one.startsWith('-')));
  if (word === 'version') return version;
  if (word === 'completion') return completion(rest[0]);
  const name = commandTool(word);
  if (!name) throw new Fault('bad_input', { problem: `There is no command ${word}.` });
  if (rest.includes('--help') || rest.includes('-h')) return helpOf(name);
  const { input, globals } = readOptions(table[name] as unknown as Tool, rest);
  return ask({ name, input, globals }, outlets);
}

function helpFor(word: string | undefined): string {
  if (word === undefined) return overview();
  const name = commandTool(word);
  if (!name) throw new Fault('bad_input', { problem: `There is no command ${word}.` });
  return helpOf(name);
}

interface Question {
  readonly name: ToolName;
  readonly input: unknown;
  readonly globals: Globals;
}

async function ask(question: Question, outlets: Outlets): Promise<string | null> {
  const { name, globals } = question;
  if (table[name].effect === 'writes' && !globals.yes) {
    throw new Fault('bad_input', { problem: `${table[name].command.word} changes what is kept; add --yes if you mean it.` });
  }
  checkForm(name, globals);
  const limits = readAllowance(globals.allow);
  const cwd = currentFolder();
  const connections = environmentProvider(process.env);
  const engine = startEngine({ home: globals.home, cwd, version, limits, connections, inline: globals.inline });
  return deliver(await askOnce(engine, question, outlets), globals, outlets);
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure)) throw failure;
    throw new Fault('bad_input', { problem: 'The folder you are in does not exist any more; change to another one.' });
  }
}

/** Before anything is begun, since an ingestion may take long. */
function checkForm(name: ToolName, { html, markdown, json }: Globals): void {
  const isReport = table[name].output === (Report as unknown);
  if ((html !== undefined || markdown) && !isReport)
    throw new Fault('bad_input', { problem: '--html and --markdown go with investigate and report.' });
  if (json && markdown) throw new Fault('bad_input', { problem: '--json and --markdown exclude one another.' });
  if (html === '') throw new Fault('bad_input', { problem: '--html needs a file.' });
  if (html !== undefined && !existsSync(dirname(resolve(html))))
    throw new Fault('output_unwritable', { output: html, problem: 'there is no such folder' });
}

async function askOnce(engine: RunningEngine, question: Question, outlets: Outlets): Promise<Told> {
  const { out, err } = outlets;
  const bar = progressBar(err, question.globals.quiet === true);
  const life = new AbortController();
  const cancel = () => life.abort(new Fault('cancelled'));
  process.once('SIGINT', cancel).once('SIGTERM', cancel);
  try {
    const asked = { signal: life.signal, onProgress: bar.show };
    const { data } = await tell(engine, question.name, question.input, asked);
    const runs = out.isTTY ? (await engine.list_runs({ limit: 200 }, asked)).runs : [];
    return { data, text: (table[question.name] as unknown as Tool).render(data, terminalView(out, runs)) };
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
    bar.clear();
    await engine.end();
  }
}

function deliver(told: Told, globals: Globals, { out, err }: Outlets): string | null {
  if (globals.html) {
    writePage(globals.html, reportHtml(Report.parse(told.data)));
    err.write(`The report is in ${globals.html}.\n`);
  }
  if (globals.json) return JSON.stringify(told.data, null, out.isTTY ? 2 : 0);
  if (globals.markdown) return reportMarkdown(Report.parse(told.data));
  return globals.html ? null : told.text;
}

function writePage(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (failure) {
    throw new Fault('output_unwritable', {
      output: file,
      problem: (failure as NodeJS.ErrnoException).code ?? 'unknown reason',
    });
  }
}

/** Faults in their words with what to do next; a bug in one sentence, its stack only when INVESTIGATOR_DEBUG is set. */
async function tellFailure(failure: unknown, how: { json: boolean; outlets: Outlets }): Promise<number> {
  const { out, err } = how.outlets;
  const told =
    failure instanceof Fault
      ? { code: failure.code, message: failure.message, hint: failure.hint }
      : {
          code: 'bug',
          message: 'Something went wrong inside.',
          hint: 'Please report it with engine.log of the home folder (`investigator status` names it).',
        };
  // Where standard output is what failed, standard error says so.
  if (how.json) await put(out, JSON.stringify({ error: told })).catch(() => undefined);
  err.write(`investigator: ${manyLines(told.message)}\n  ${told.hint}\n`);
  if (failure instanceof Fault) return faults[failure.code].exit;
  if (process.env.INVESTIGATOR_DEBUG) err.write(`${failure instanceof Error ? failure.stack : String(failure)}\n`);
  return 1;
}
