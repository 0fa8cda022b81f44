/** The window, report: a sentence of ours, in which what stands between backticks is code. */
import { oneLine } from '../../src/tools/render/safe.ts';

export function Prose({ text }: { text: string }) {
  return (
    <>
      {oneLine(text)
        .split('`')
        .map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}
    </>
  );
}
