/** The reader: the run of an AI agent as it was brought into lines. JSON lines by a name of their own. */
import type { Format } from './format.ts';
import { jsonForm } from './json-lines.ts';
import { RecordReader } from './record-reader.ts';

const RUN =
  /^\{(?:"time":"[^"]*",)?"level":"\w+","message":"(?:[^"\\]|\\.)*","agent_run":"(?:[^"\\]|\\.)*","kind":"run","record":\{/;

export const agentRun: Format = {
  name: 'agent-run',
  recognises: (_, [first = '']) => RUN.test(first),
  reader: context => new RecordReader(jsonForm({ time: 'time', level: 'level', scale: () => 0, message: 'message' }), context),
};
