/** The command line: where answers (`out`) and notes (`err`) go; whoever reads them may stop reading at any time. */
import { Fault } from '../../base/fault.ts';

/** What a command needs of a stream; tests give their own. */
export interface Outlet {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string, done?: (failure?: Error | null) => void): unknown;
}

export interface Outlets {
  readonly out: Outlet;
  readonly err: Outlet;
}

/** The process's own streams. What goes wrong while writing is told to whoever wrote, not thrown at the process. */
export function processOutlets(): Outlets {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return { out: process.stdout, err: process.stderr };
}

/** Writes an answer and waits until it is out. A reader that has seen enough (`| head`) is no failure. Throws `output_unwritable`. */
export function put(out: Outlet, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(text.endsWith('\n') ? text : `${text}\n`, failure => {
      const code = (failure as NodeJS.ErrnoException | null | undefined)?.code;
      if (!failure || code === 'EPIPE') resolve();
      else reject(new Fault('output_unwritable', { output: 'standard output', problem: code ?? failure.message }));
    });
  });
}
