/** The table: a failure as a model reads it: what happened, and the call of this table that leads on; never a stack. */
import { Fault, type FaultCode, type FaultDetails } from '../base/fault.ts';

/** Where the fault's own hint speaks of the command line, the call to make instead. */
const nextCall: Partial<Record<FaultCode, (details: FaultDetails) => string>> = {
  bad_input: () => 'Correct the input, as the schema of the tool says, and call it again.',
  run_unknown: ({ run }) =>
    looksLikeLogs(String(run))
      ? `Its logs were not ingested yet: call ${call('investigate_run', { inputs: [run] })}, or ${call('ingest_logs', { inputs: [run] })} to read them only.`
      : 'Call list_runs for the runs that are here, or find_runs for those of connected systems. Where its logs are missing, call ' +
        `${call('ingest_logs', { inputs: ['PATH, ARCHIVE OR URL OF ITS LOGS'] })}; ask the person for the path if you do not know it.`,
  place_unknown: () =>
    'A place reads source:member:line; copy it from get_report or search_logs. Where its run was forgotten, call ingest_logs with the inputs it was read from.',
  not_investigated: ({ run }) => `Call ${call('investigate_run', { inputs: [run] })}; its logs are here.`,
  stream_unknown: ({ run }) =>
    `Call ${call('get_test_run_info', { run_id: run })} for its files; a glob such as *system.log fits several.`,
  still_ingesting: () => 'Call check_ingestion_status until it is done, then ask again.',
  index_damaged: () => 'Call ingest_logs with the inputs of the run; the index is made again from them.',
  lines_lost: () => 'Call ingest_logs with the inputs of the run; what is missing is sent again.',
  source_unreachable: tryIt,
  source_refused: tryIt,
  not_connected: ({ system, variable, setting }) =>
    `A person has to connect ${system}: the environment variable ${variable}, or the editor’s setting ${setting}. Do not try again before.`,
};

/** Fault or bug, in words that a model can act on. */
export function failureForModel(failure: unknown): string {
  if (!(failure instanceof Fault))
    return 'Something went wrong inside; engine.log in the home folder has the details. Asking again seldom helps.';
  const { code, message, details, hint } = failure;
  return `${code}: ${sentence(message)} ${nextCall[code]?.(details) ?? hint}`;
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

function tryIt({ name, host }: FaultDetails): string {
  return `Call ${call('test_connection', { system: name })}: it names the layer that fails between here and ${host}. A person has to mend it.`;
}

function call(tool: string, input: object): string {
  return `${tool} with ${JSON.stringify(input)}`;
}

/** A path, an archive, an address, or the id of a run of Argus. */
function looksLikeLogs(run: string): boolean {
  return /[\\/]|^\w[\w-]+:|\.(log|txt|tar|t?gz|zip|zst|xz|bz2|jsonl?)$|^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(run);
}
