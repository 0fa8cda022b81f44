/** The command line, tests: words as a person types them, in this process, and all that comes back. */
import type { Outlet } from '../../../src/doors/cli/output.ts';
import { runCommand } from '../../../src/doors/cli/run-command.ts';

export interface Typed {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** `heard` hears everything that is written, as it is written. */
export async function typed(words: readonly string[], heard: (text: string) => void = () => undefined): Promise<Typed> {
  const written = { out: '', err: '' };
  const outlet = (key: keyof typeof written): Outlet => ({
    write: (text, done) => {
      written[key] += text;
      heard(text);
      done?.(null);
    },
  });
  const exit = await runCommand(words, { out: outlet('out'), err: outlet('err') });
  return { exit, ...written };
}
