/** The ground: the closed table of failures we expect, each with words for a person and a hint that says what to do next. */

import { modelFaults } from './model-faults.ts';

interface FaultKind {
  /** What happened; `{name}` is filled from the fault's details. */
  readonly words: string;
  /** What the reader, a person or a model, can do next; filled as the words are. */
  readonly hint: string;
  /** Exit code of the command line. */
  readonly exit: number;
  /** Status code of the local HTTP API. */
  readonly http: number;
}

export const faults = {
  cancelled: { words: 'Cancelled.', hint: 'Nothing was lost; ask again to start over.', exit: 130, http: 499 },
  bad_input: {
    words: '{problem}',
    hint: 'Correct the input and ask again; `investigator help` lists what each command takes.',
    exit: 2,
    http: 400,
  },
  query_syntax: {
    words: 'The query cannot be read at column {column}: {problem}',
    hint: 'Use words, "phrases", -exclusions, level:error, member:name, template:12, /regex/.',
    exit: 2,
    http: 400,
  },
  input_missing: {
    words: 'There is no {input}.',
    hint: 'Check the path or the pattern; it must name a file, folder, glob or http(s) URL.',
    exit: 3,
    http: 404,
  },
  input_unreadable: {
    words: '{input} cannot be read: {problem}',
    hint: 'Check its permissions, or copy it to a readable place.',
    exit: 3,
    http: 422,
  },
  no_logs: {
    words: '{input} holds no log lines: {problem}',
    hint: 'Point at a folder or archive with text logs in it; a limit that is named here is raised with --allow NAME=NUMBER.',
    exit: 3,
    http: 422,
  },
  over_limit: {
    words: '{input} is beyond the limit: {problem}',
    hint: 'If you trust this input, raise the limit that is named here: --allow NAME=NUMBER.',
    exit: 3,
    http: 413,
  },
  download_failed: {
    words: 'The download of {input} failed: {problem}',
    hint: 'Check the address and your access to it, then ask again: what has come so far is kept.',
    exit: 4,
    http: 502,
  },
  run_unknown: {
    words: 'No run is known as {run}.',
    hint: 'List the known runs with `investigator runs`, or ingest the logs first.',
    exit: 3,
    http: 404,
  },
  place_unknown: {
    words: 'There is no line {place}.',
    hint: 'A place reads source:member:line; copy it from a report or a search.',
    exit: 3,
    http: 404,
  },
  not_investigated: {
    words: '{run} was not investigated yet.',
    hint: 'Investigate it first: `investigator investigate` with its id or its logs.',
    exit: 3,
    http: 404,
  },
  stream_unknown: {
    words: 'No log file of {run} is called {stream}; the nearest: {nearest}.',
    hint: 'List the files with `investigator info RUN`; a glob such as *system.log fits several.',
    exit: 3,
    http: 404,
  },
  still_ingesting: {
    words: '{run} is still being ingested ({progress}).',
    hint: 'Wait for it, or look at it with `investigator status`.',
    exit: 5,
    http: 409,
  },
  home_unwritable: {
    words: 'The home folder {home} cannot be written: {problem}',
    hint: 'Choose another with --home DIR or INVESTIGATOR_HOME.',
    exit: 6,
    http: 500,
  },
  disk_full: {
    words: 'The disk that holds {home} is full.',
    hint: 'Free some space, or choose another disk with --home DIR; then ask again.',
    exit: 6,
    http: 507,
  },
  output_unwritable: {
    words: 'The answer cannot be written to {output}: {problem}',
    hint: 'Choose another place for it, or make room there; what was ingested is kept.',
    exit: 6,
    http: 500,
  },
  index_damaged: {
    words: 'The index of {source} is damaged: {problem}',
    hint: 'Ingest the logs again; the index is rebuilt from them.',
    exit: 6,
    http: 500,
  },
  notebook_damaged: {
    words: 'The notebook {file} is damaged: {problem}',
    hint: 'Put a backup in its place or move it away; runs are listed again once their logs are ingested again.',
    exit: 6,
    http: 500,
  },
  not_connected: {
    words: '{system} is not connected.',
    hint: 'Set its address with the environment variable {variable} or the editor’s setting {setting}; `investigator connect {name}` then tries it.',
    exit: 4,
    http: 424,
  },
  source_unreachable: {
    words: '{system} at {host} cannot be reached ({layer}): {problem}.',
    hint: 'Check the address, the network, VPN and proxy; `investigator connect {name}` tries it layer by layer.',
    exit: 4,
    http: 502,
  },
  source_refused: {
    words: '{system} at {host} refuses the credential: {problem}.',
    hint: 'Set or renew it: the environment variable {credential}, in the editor “Set Credential…”; it also needs the right to read this.',
    exit: 4,
    http: 502,
  },
  source_missing: {
    words: '{system} at {host} has no {what} (status {status}).',
    hint: 'Check the name or id; where nothing is found, check that the address is that of {system} ({setting}).',
    exit: 3,
    http: 404,
  },
  source_busy: {
    words: '{system} at {host} asks to be left alone and may be asked again {when}.',
    hint: 'Ask again then; what was found before is kept.',
    exit: 5,
    http: 503,
  },
  source_failed: {
    words: '{system} at {host} failed: {problem}.',
    hint: 'Ask again later, or for less; where it stays so, check its address, and look at the log of {system}.',
    exit: 4,
    http: 502,
  },
  ...modelFaults,
  lines_lost: {
    words: '{system} does not have the lines of {source}: {problem}.',
    hint: 'Ingest the logs again; where it stays so, give {system} a retention longer than the age of the logs (README, Log servers), or keep lines here: investigator.logs.store.',
    exit: 4,
    http: 502,
  },
  host_refused: {
    words: 'This server is not meant by the host {host}.',
    hint: 'Ask it by its address; where it has a further name, start it with --allow-host NAME.',
    exit: 2,
    http: 403,
  },
  origin_refused: {
    words: 'Pages of {origin} may not ask.',
    hint: 'Start the server with --allow-origin and the origin of the page, if you trust it.',
    exit: 2,
    http: 403,
  },
  writes_refused: {
    words: '{tool} changes what is kept, and this server only reads.',
    hint: 'A person may start the server with --allow-writes.',
    exit: 2,
    http: 403,
  },
  secret_refused: {
    words: 'The secret {problem}.',
    hint: 'Send it as X-Ingest-Secret, or as Authorization: Bearer SECRET; whoever started the server knows it.',
    exit: 4,
    http: 401,
  },
  endpoint_unknown: {
    words: 'There is no {method} {path}.',
    hint: 'GET /openapi.json lists what there is.',
    exit: 2,
    http: 404,
  },
  request_too_large: {
    words: 'The body is larger than this endpoint takes.',
    hint: 'Send less at once, or name a file of this machine instead of its content.',
    exit: 2,
    http: 413,
  },
  queue_full: {
    words: 'There is no room in the queue: {waiting} are waiting.',
    hint: 'Ask again later; what waits is done one after the other.',
    exit: 5,
    http: 503,
  },
  job_given_up: {
    words: 'The process that worked on this ended {times} times before it was done.',
    hint: 'The log of the server and engine.log in the home folder may tell why; ask again once it has what it lacked, such as memory.',
    exit: 7,
    http: 500,
  },
  host_too_old: {
    words: 'The editor runs on Node.js {version}; {needed} or newer is needed.',
    hint: 'Update VS Code, on a remote machine its server too.',
    exit: 1,
    http: 500,
  },
  engine_gone: {
    words: 'The engine stopped before it answered.',
    hint: 'Ask again: a new engine is started.',
    exit: 7,
    http: 503,
  },
} as const satisfies Record<string, FaultKind>;

export type FaultCode = keyof typeof faults;
export type FaultDetails = Readonly<Record<string, string | number>>;

/** An expected failure. Anything else that is thrown is a bug. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly details: FaultDetails;
  readonly hint: string;

  constructor(code: FaultCode, details: FaultDetails = {}) {
    super(fill(faults[code].words, details));
    this.name = 'Fault';
    this.code = code;
    this.details = details;
    this.hint = fill(faults[code].hint, details);
  }
}

function fill(words: string, details: FaultDetails): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? `(no ${name})`));
}
