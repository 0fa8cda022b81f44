/** The window, report: sentences of ours, in which what stands between backticks is code, and names that break where they are joined. */
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

/** A long name such as a test's: it may break behind its joints, nowhere else if that is enough. */
export function LongName({ name }: { name: string }) {
  return (
    <>
      {oneLine(name)
        .split(/(?<=[./:>_-])/)
        .map((part, at) => (at === 0 ? part : [<wbr key={at} />, part]))}
    </>
  );
}
