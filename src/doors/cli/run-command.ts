/** The command line: one command from its words to its exit code; answers go to standard output, everything else to standard error. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Fault, faults } from '../../base/fault.ts';
import { type RunningEngine, startEngine } from '../../engine/start.ts';
import { environmentStore } from '../../model/environment.ts';
import { Report } from '../../model/report.ts';
import { environmentProvider } from '../../tools/provide.ts';
import { reportHtml } from '../../tools/render/report-html.ts';
import { reportMarkdown } from '../../tools/render/report-markdown.ts';
import { manyLines } from '../../tools/render/safe.ts';
import { type ToolName, table } from '../../tools/table.ts';
import { type Told, tell } from '../../tools/tell.ts';
import { plainView, type Tool } from '../../tools/tool.ts';
import { version } from '../../version.ts';
import { readAllowance } from './allowance.ts';
import { completion } from './completion.ts';
import { doorCommand } from './door-commands.ts';
import { type Following, follow, followExit, secondsOf } from './follow.ts';
import { helpOf, overview } from './help.ts';
import { interruptible } from './interruptible.ts';
import { commandTool, type Globals, globalsLast, readOptions } from './options.ts';
import { type Outlets, processOutlets, put } from './output.ts';
import { type ProgressBar, progressBar } from './progress-bar.ts';
import { toldAhead } from './told-ahead.ts';
import { terminalView } from './view.ts';

/** Runs one command and returns the process's exit code. */
export async function runCommand(words: readonly string[], outlets: Outlets = processOutlets()): Promise<number> {
  const json = words.slice(0, words.includes('--') ? words.indexOf('--') : undefined).includes('--json');
  try {
    const { text, exit } = await dispatch(words, outlets);
    if (text !== null) await put(outlets.out, text);
    return exit;
  } catch (failure) {
    return tellFailure(failure, { json, outlets });
  }
}

interface Reply {
  /** Null where it went into a file. */
  readonly text: string | null;
  readonly exit: number;
}

async function dispatch(words: readonly string[], outlets: Outlets): Promise<Reply> {
  const [word, ...rest] = globalsLast(words);
  const said = (text: string): Reply => ({ text, exit: 0 });
  if (word === undefined || word === 'help') return said(helpFor(rest.find(one => !one.startsWith('-'))));
  if (word === 'version') return said(version);
  if (word === 'completion') return said(completion(rest[0]));
  const door = doorCommand(word);
  if (door) {
    const told = await door.run(rest, outlets);
    return told === null || typeof told === 'string' ? { text: told, exit: 0 } : told;
  }
  const name = commandTool(word);
  if (!name) throw new Fault('bad_input', { problem: `There is no command ${word}.` });
  if (rest.includes('--help') || rest.includes('-h')) return said(helpOf(name));
  const { input, globals } = readOptions(table[name] as unknown as Tool, rest);
  return ask({ name, input, globals }, outlets);
}

function helpFor(word: string | undefined): string {
  if (word === undefined) return overview();
  const door = doorCommand(word);
  if (door) return door.help;
  const name = commandTool(word);
  if (!name) throw new Fault('bad_input', { problem: `There is no command ${word}.` });
  return helpOf(name);
}

interface Question {
  readonly name: ToolName;
  readonly input: unknown;
  readonly globals: Globals;
}

async function ask(question: Question, outlets: Outlets): Promise<Reply> {
  const { name, globals } = question;
  if (table[name].effect === 'writes' && !globals.yes) {
    throw new Fault('bad_input', { problem: `${table[name].command.word} changes what is kept; add --yes if you mean it.` });
  }
  checkForm(name, globals);
  checkFollow(name, globals);
  const limits = readAllowance(globals.allow);
  const cwd = currentFolder();
  const connections = environmentProvider(process.env);
  const store = environmentStore(process.env);
  const engine = startEngine({ home: globals.home, cwd, version, limits, store, connections, inline: globals.inline });
  const { exit, ...told } = await askOnce(engine, question, outlets);
  return { text: deliver(told, globals, outlets), exit };
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

function checkFollow(name: ToolName, { follow, every }: Globals): void {
  if ((follow || every !== undefined) && name !== 'investigate_run')
    throw new Fault('bad_input', { problem: '--follow and --every go with investigate.' });
  secondsOf(every);
}

async function askOnce(engine: RunningEngine, question: Question, outlets: Outlets): Promise<Told & { exit: number }> {
  const { out, err } = outlets;
  const bar = progressBar(err, question.globals.quiet === true);
  try {
    return await interruptible(async signal => {
      const ahead = toldAhead(bar, question.globals.json ? null : out);
      const asked = { signal, onProgress: ahead.show };
      const { data, exit } = question.globals.follow
        ? await followed(engine, question, { ...asked, outlets, clear: bar.clear })
        : { ...(await tell(engine, question.name, question.input, asked)), exit: 0 };
      const runs = out.isTTY ? (await engine.list_runs({ limit: 200 }, asked)).runs : [];
      const { render } = table[question.name] as unknown as Tool;
      return { data, exit, text: ahead.rest(() => render(data, plainView)) ?? render(data, terminalView(out, runs)) };
    });
  } finally {
    bar.clear();
    await engine.end();
  }
}

/** News go where the answer goes, unless that is to be a document. */
async function followed(
  engine: RunningEngine,
  { input, globals }: Question,
  how: { signal: AbortSignal; onProgress: ProgressBar['show']; outlets: Outlets; clear: () => void },
): Promise<{ data: Report; exit: number }> {
  const outlet = globals.json || globals.markdown ? how.outlets.err : how.outlets.out;
  const { report, outcome } = await follow({
    engine,
    input: input as Following['input'],
    seconds: secondsOf(globals.every),
    life: how,
    view: terminalView(outlet, []),
    say: words => {
      how.clear();
      outlet.write(`${words}\n`);
    },
  });
  return { data: report, exit: followExit[outcome] };
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
