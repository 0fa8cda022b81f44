/** The command line: how answers look on this terminal: its width, colour (NO_COLOR is honoured), hyperlinks. */
import { plainView, type View } from '../../tools/tool.ts';

const MAX_WIDTH = 140;

export function terminalView(out: NodeJS.WriteStream, env: NodeJS.ProcessEnv = process.env): View {
  const colour = env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : out.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  if (!out.isTTY) return { ...plainView, colour };
  return {
    width: Math.min(MAX_WIDTH, out.columns || plainView.width),
    colour,
    link: colour
      ? place =>
          `vscode://test-run-investigator.test-run-investigator/line?place=${encodeURIComponent(`${place.source}:${place.member}:${place.line}`)}`
      : null,
  };
}
