/** The editor's chat, tests: an answer as text: links as [label](command arguments), steps and buttons named. */
import { Fault } from '../../../../src/base/fault.ts';
import { answer } from '../../../../src/doors/vscode/chat/answer.ts';
import { commandLink } from '../../../../src/doors/vscode/chat/links.ts';
import type { Chosen, Means, Question, Reply } from '../../../../src/doors/vscode/chat/reply.ts';
import { formatPlace, type Place } from '../../../../src/model/place.ts';
import type { Engine } from '../../../../src/tools/table.ts';

export interface Said {
  readonly text: string;
  readonly steps: readonly string[];
  readonly buttons: readonly unknown[][];
  readonly lines: readonly Place[];
  readonly answered: Awaited<ReturnType<typeof answer>>;
  readonly changes: number;
}

export interface Beside {
  readonly selected?: string;
  readonly text?: string;
  readonly chosen?: Chosen;
  readonly keyless?: boolean;
}

export async function asked(engine: Engine, question: Partial<Question>, beside: Beside = {}): Promise<Said> {
  const [said, steps, buttons, lines] = [[], [], [], []] as [string[], string[], unknown[][], Place[]];
  let changes = 0;
  const means: Means = {
    engine,
    chosen: beside.chosen ?? null,
    keyless: async () => beside.keyless ?? false,
    selectedText: () => beside.text ?? '',
    changed: () => void changes++,
    selectedPlace: async () => {
      if (beside.selected) return beside.selected;
      throw new Fault('bad_input', { problem: 'No line of a log is selected.' });
    },
  };
  const reply: Reply = {
    say: markdown => void said.push(markdown),
    step: words => void steps.push(words),
    line: (place, label) => {
      lines.push(place);
      return commandLink(label, 'openLine', [formatPlace(place)]);
    },
    document: ({ path, line }, label) => commandLink(label, 'openDocument', [path, line]),
    button: (...given) => void buttons.push(given),
  };
  const life = new AbortController().signal;
  const answered = await answer(means, { command: undefined, prompt: '', focus: null, signal: life, ...question }, reply);
  return { text: said.join('\n\n'), steps, buttons, lines, answered, changes };
}

/** As a reader sees it: what links and escapes hide is taken away. */
export function seen(text: string): string {
  return text.replace(/\]\(command:investigator\.(\w+)\?[^)]*\)/g, ']($1)').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
