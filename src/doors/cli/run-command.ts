/** The command line: one command from its words to its exit code; answers go to standard output, everything else to standard error. */
import { writeFileSync } from 'node:fs';
import { Fault, faults } from '../../base/fault.ts';
import { type RunningEngine, startEngine } from '../../engine/start.ts';
import { Report } from '../../model/report.ts';
import { reportHtml } from '../../tools/render/report-html.ts';
import { reportMarkdown } from '../../tools/render/report-markdown.ts';
import { type ToolName, table } from '../../tools/table.ts';
import { type Told, tell } from '../../tools/tell.ts';
import type { Tool } from '../../tools/tool.ts';
import { version } from '../../version.ts';
import { readAllowance } from './allowance.ts';
import { completion } from './completion.ts';
import { helpOf, overview } from './help.ts';
import { homeFolder } from './home.ts';
import { commandTool, type Globals, readOptions } from './options.ts';
import { progressBar } from './progress-bar.ts';
import { terminalView } from './view.ts';

/** Runs one command and returns the process's exit code. */
export async function runCommand(words: readonly string[]): Promise<number> {
  const json = words.includes('--json');
  try {
    return await dispatch(words);
  } catch (failure) {
    return tellFailure(failure, json);
  }
}

async function dispatch(words: readonly string[]): Promise<number> {
  const [word, ...rest] = words;
  if (word === undefined || word === '--help' || word === 'help') return print(helpFor(word === 'help' ? rest[0] : undefined));
  if (word === '--version' || word === 'version') return print(version);
  if (word === 'completion') return print(completion(rest[0]));
  const name = commandTool(word);
  if (!name) throw new Fault('bad_input', { problem: `There is no command ${word}.` });
  if (rest.includes('--help') || rest.includes('-h')) return print(helpOf(name));
  const { input, globals } = readOptions(table[name] as unknown as Tool, rest);
  return ask(name, input, globals);
}

function helpFor(word: string | undefined): string {
  if (word === undefined) return overview();
  const name = commandTool(word);
  if (!name) throw new Fault('bad_input', { problem: `There is no command ${word}.` });
  return helpOf(name);
}

async function ask(name: ToolName, input: unknown, globals: Globals): Promise<number> {
  if (table[name].effect === 'writes' && !globals.yes) {
    throw new Fault('bad_input', { problem: `${table[name].command.word} deletes something; add --yes if you mean it.` });
  }
  const limits = readAllowance(globals.allow);
  const home = homeFolder(globals.home);
  const engine = startEngine({ home, cwd: process.cwd(), version, limits, inline: globals.inline });
  const told = await askOnce(engine, { name, input, globals });
  return deliver(told, globals);
}

async function askOnce(engine: RunningEngine, question: { name: ToolName; input: unknown; globals: Globals }): Promise<Told> {
  const bar = progressBar(process.stderr, question.globals.quiet === true);
  const life = new AbortController();
  const cancel = () => life.abort(new Fault('cancelled'));
  process.once('SIGINT', cancel).once('SIGTERM', cancel);
  try {
    const asked = { signal: life.signal, onProgress: bar.show };
    const { data } = await tell(engine, question.name, question.input, asked);
    const runs = process.stdout.isTTY ? (await engine.list_runs({ limit: 200 }, asked)).runs : [];
    return { data, text: (table[question.name] as unknown as Tool).render(data, terminalView(process.stdout, runs)) };
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
    bar.clear();
    await engine.end();
  }
}

function deliver(told: Told, globals: Globals): number {
  const report = globals.html || globals.markdown ? Report.safeParse(told.data) : null;
  if (report && !report.success)
    throw new Fault('bad_input', { problem: '--html and --markdown go with investigate and report.' });
  if (globals.html && report?.data) {
    writePage(globals.html, reportHtml(report.data));
    process.stderr.write(`The report is in ${globals.html}.\n`);
  }
  if (globals.json) return print(JSON.stringify(told.data, null, process.stdout.isTTY ? 2 : 0));
  if (globals.markdown && report?.data) return print(reportMarkdown(report.data));
  return globals.html ? 0 : print(told.text);
}

function writePage(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (failure) {
    throw new Fault('bad_input', {
      problem: `${file} cannot be written: ${(failure as NodeJS.ErrnoException).code ?? 'unknown reason'}.`,
    });
  }
}

function print(text: string): number {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return 0;
}

/** Faults in their words with what to do next; a bug in one sentence, its stack only when INVESTIGATOR_DEBUG is set. */
function tellFailure(failure: unknown, json: boolean): number {
  if (failure instanceof Fault) {
    if (json) print(JSON.stringify({ error: { code: failure.code, message: failure.message, hint: failure.hint } }));
    process.stderr.write(`investigator: ${failure.message}\n  ${failure.hint}\n`);
    return faults[failure.code].exit;
  }
  const words =
    'investigator: something went wrong inside. Please report it with engine.log of the home folder (`investigator status` names it).';
  if (json) print(JSON.stringify({ error: { code: 'bug', message: words, hint: '' } }));
  process.stderr.write(`${words}\n`);
  if (process.env.INVESTIGATOR_DEBUG) process.stderr.write(`${failure instanceof Error ? failure.stack : String(failure)}\n`);
  return 1;
}
