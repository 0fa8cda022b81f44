/** The reader: the log formats in order; the first one that recognises a member reads it. */
import { access } from './access.ts';
import { agentRun } from './agent-run.ts';
import { container, githubActions, gitlab, jenkins, marked } from './console.ts';
import { csv } from './csv.ts';
import { familiar } from './families.ts';
import type { Format } from './format.ts';
import { jsonLines } from './json-lines.ts';
import { klog, logcatBrief } from './klog.ts';
import { logfmt } from './logfmt.ts';
import { alerts, metrics } from './monitoring.ts';
import { junitXml, plain } from './plain.ts';
import { sctActions, sctArgus, sctEvents, sctLog, sctRawEvents } from './sct.ts';
import { scylla } from './scylla.ts';
import { stamped } from './stamped.ts';
import { kernel, syslog } from './syslog.ts';

/** From the most particular to the last one, which takes everything. */
export const formats: readonly Format[] = [
  agentRun,
  sctActions,
  sctRawEvents,
  sctArgus,
  csv,
  metrics,
  alerts,
  jsonLines,
  sctEvents,
  sctLog,
  junitXml,
  scylla,
  klog,
  logcatBrief,
  syslog,
  access,
  logfmt,
  githubActions,
  gitlab,
  jenkins,
  container,
  marked,
  ...familiar,
  kernel,
  stamped,
  plain,
];

/** The format of a member, by its path and its first lines (at most 200, without line ends). */
export function recognise(path: string, sample: readonly string[]): Format {
  return formats.find(format => format.recognises(path, sample)) ?? plain;
}
