/** HTTP: what reads in goes to the engine a few calls at a time, so that what is asked meanwhile is not answered behind all of it. */
import { fewAtOnce } from '../../base/few-at-once.ts';
import type { Served } from './server.ts';

/** Enough to keep the engine busy while one of them waits for the disk. */
const AT_ONCE = 4;

export function inLine(engine: Served['engine']): Served['engine'] {
  const few = fewAtOnce(AT_ONCE);
  const { keep_spans, keep_log_text } = engine.own;
  return {
    ...engine,
    keep_agent_run: (input, life) => few(() => engine.keep_agent_run(input, life), life?.signal),
    own: {
      ...engine.own,
      keep_spans: (input, life) => few(() => keep_spans(input, life), life?.signal),
      keep_log_text: (input, life) => few(() => keep_log_text(input, life), life?.signal),
    },
  };
}
