/** The command line: the words behind `investigator ask`. */
import { parseArgs } from 'node:util';
import type { Budget } from '../../agent/budget.ts';
import { Fault } from '../../base/fault.ts';
import type { Price } from '../../model/price.ts';

export const askTitle = 'Ask Claude why a run failed: it searches with these commands; only what the stored lines carry is told';

export const askHelp = [
  'usage: investigator ask RUN [QUESTION] [options]',
  '',
  'A Claude model searches the run with the tools of this program, beginning from its report. Each claim has to cite lines and quote them; what does not',
  'stand in the stored lines is removed and counted. Findings go to standard output, what is going on to standard error.',
  'Sent are the report, the question, and what the model asks of the tools; secrets, addresses, mail addresses and host names are masked.',
  '',
  '  RUN                 id of a run that was investigated (`investigator runs`)',
  '  QUESTION            why it failed, unless given',
  '  --model ID          the model to ask (ANTHROPIC_MODEL; default claude-sonnet-5-5)',
  '  --list-models       the models that your key may use, with their prices',
  '  --show              print what would be sent first, masked, and send nothing; needs no key',
  '  --replay            play the newest findings of the run again from their record: offline, without a key, byte for byte',
  '  --max-cost USD      stop before it costs more (default 1)',
  '  --max-tokens N      stop before more tokens are used, in and out (default 80000)',
  '  --max-requests N    stop before it is asked more often (default 12)',
  '  --max-time S        stop after so many seconds (default 300)',
  '  --price IN,OUT      dollars per million tokens in and out, where they are not those of the price list; four figures with cache reads and writes',
  '  --json              exactly one JSON document on standard output',
  '  --quiet             no progress on standard error',
  '  --home DIR          folder for indexes, reports and downloads (INVESTIGATOR_HOME)',
  '',
  'INVESTIGATOR_MASK=off hides nothing; INVESTIGATOR_MASK_PATTERNS: regular expressions of what is hidden beside, one a line.',
  'The key: ANTHROPIC_API_KEY. Another address: ANTHROPIC_BASE_URL. `investigator connect anthropic` tries both.',
  'Exit codes: 0 findings, perhaps partial; 4 the model gave none; 130 cancelled; others as for every command.',
].join('\n');

export interface AskWords {
  readonly run: string | null;
  readonly question: string | null;
  readonly model: string | undefined;
  readonly budget: Partial<Budget>;
  readonly price: Price | undefined;
  readonly home: string | undefined;
  readonly listModels: boolean;
  readonly show: boolean;
  readonly replay: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Null: help is asked for. Throws `bad_input`. */
export function readAskWords(words: readonly string[]): AskWords | null {
  const { values, positionals } = parsed(words);
  if (values.help) return null;
  if (values.home === '') throw wrong('--home needs a folder.');
  const [run = null, ...question] = positionals;
  if (!run && !values['list-models']) throw wrong('ask needs a run: `investigator runs` lists them.');
  const [cost, tokens, requests, seconds] = ['cost', 'tokens', 'requests', 'time'].map(name => {
    const flag = `max-${name}` as 'max-cost';
    return values[flag] === undefined ? undefined : amountIn(values[flag], flag);
  });
  return {
    run,
    question: question.join(' ').trim() || null,
    model: values.model,
    budget: {
      ...(cost !== undefined && { usd: cost }),
      ...(tokens !== undefined && { tokens }),
      ...(requests !== undefined && { requests }),
      ...(seconds !== undefined && { ms: seconds * 1000 }),
    },
    price: values.price === undefined ? undefined : priceIn(values.price),
    home: values.home,
    listModels: values['list-models'] ?? false,
    show: values.show ?? false,
    replay: values.replay ?? false,
    json: values.json ?? false,
    quiet: values.quiet ?? false,
  };
}

function amountIn(text: string, flag: string): number {
  const amount = Number(text);
  if (text.trim() !== '' && amount > 0 && Number.isFinite(amount)) return amount;
  throw wrong(`--${flag} takes a number above 0, not ${text || 'nothing'}.`);
}

function priceIn(text: string): Price {
  const figures = text.split(',').map(Number);
  const [input, output, read = input, written = input] = figures;
  if ([2, 4].includes(figures.length) && figures.every(one => one >= 0 && Number.isFinite(one)))
    return { input, output, cache_read: read, cache_written: written };
  throw wrong(
    `--price takes IN,OUT or IN,OUT,CACHE_READ,CACHE_WRITTEN in dollars per million tokens, such as 3,15; not ${text}.`,
  );
}

function parsed(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...words],
      options: {
        model: text,
        'max-cost': text,
        'max-tokens': text,
        'max-requests': text,
        'max-time': text,
        price: text,
        home: text,
        'list-models': flag,
        show: flag,
        replay: flag,
        json: flag,
        quiet: flag,
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
      strict: true,
    });
  } catch (failure) {
    if (!(failure instanceof TypeError)) throw failure;
    throw wrong(`${failure.message.split(/\.(\s|$)/, 1)[0]}; \`investigator help ask\` lists what it takes.`);
  }
}

function wrong(problem: string): Fault {
  return new Fault('bad_input', { problem });
}
