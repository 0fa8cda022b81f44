/** The editor: what a person can do after each expected failure, in the editor's terms, with the command that does it. */
import type { FaultCode } from '../../base/fault.ts';

export interface NextStep {
  /** Instead of the fault's own hint, which speaks of the command line. */
  readonly hint: string;
  readonly button?: string;
  /** What the button does: a command with its arguments. */
  readonly command?: readonly [id: string, ...given: string[]];
}

function settings(hint: string, key: string): NextStep {
  return { hint, button: 'Open Settings', command: ['workbench.action.openSettings', key] };
}

function connection(hint: string): NextStep {
  return { hint, button: 'Test Connection…', command: ['investigator.testConnection'] };
}

/** Told by the local server to who asks it. */
const atTheServer: NextStep = { hint: 'Correct it and try again.' };

export const nextSteps: Readonly<Record<FaultCode, NextStep>> = {
  cancelled: { hint: 'Nothing was lost; ask again to start over.' },
  bad_input: { hint: 'Correct it and try again.' },
  query_syntax: { hint: 'Use words, "phrases", -exclusions, level:error, member:name, template:12, /regex/.' },
  input_missing: { hint: 'It may have been moved.', button: 'Choose Logs…', command: ['investigator.investigateLogs'] },
  input_unreadable: { hint: 'Check its permissions, or copy it to a readable place.' },
  no_logs: {
    hint: 'Choose a folder or archive with text logs in it.',
    button: 'Choose Logs…',
    command: ['investigator.investigateLogs'],
  },
  over_limit: settings('If you trust this input, raise the limit that is named here.', 'investigator.limits'),
  download_failed: { hint: 'Check the address and your access to it, then try again: what has come so far is kept.' },
  run_unknown: { hint: 'It may have been forgotten in another window.', button: 'Refresh', command: ['investigator.refresh'] },
  place_unknown: { hint: 'It may belong to a run that was forgotten.' },
  stream_unknown: { hint: 'Type one of its files, or a glob such as *system.log.' },
  not_investigated: { hint: 'Open the run and press Investigate.' },
  still_ingesting: {
    hint: 'Wait for it; the status bar tells how far it is.',
    button: 'Show Status',
    command: ['investigator.showStatus'],
  },
  home_unwritable: settings('Choose another folder in the settings.', 'investigator.home'),
  disk_full: settings('Free some space, or choose a folder on another disk; then try again.', 'investigator.home'),
  output_unwritable: { hint: 'Choose another place for it, or make room there.' },
  index_damaged: {
    hint: 'Investigate the same logs again: the index is rebuilt from them.',
    button: 'Choose Logs…',
    command: ['investigator.investigateLogs'],
  },
  notebook_damaged: settings('Put a backup in its place, or choose another folder.', 'investigator.home'),
  model_unusable: settings('Search goes on by words; name another folder in the settings.', 'investigator.knowledge.models'),
  findings_unknown: { hint: 'Only the newest of a run are kept; ask about the run again.' },
  record_unusable: { hint: 'The findings that were kept with it stay as they are.' },
  not_connected: settings('Set its address in the settings.', 'investigator connections'),
  source_unreachable: connection('Check the address, the network, VPN and proxy.'),
  source_refused: {
    hint: 'Set or renew its credential.',
    button: 'Set Credential…',
    command: ['investigator.setCredential'],
  },
  source_missing: connection('Check the name or id, and that the address is the right one.'),
  source_busy: { hint: 'Ask again then; what was found before is kept.' },
  source_failed: connection('Ask again later, or for less; where it stays so, check its address.'),
  key_missing: {
    hint: 'Everything but the model works without it.',
    button: 'Set Credential…',
    command: ['investigator.setCredential'],
  },
  conversation_too_long: { hint: 'Ask about less, or choose a model that takes more.' },
  model_failed: { hint: 'Ask again, or choose another model; the report needs none.' },
  model_silent: { hint: 'Ask again; what was found before is kept.' },
  lines_lost: settings(
    'Investigate the same logs again; a log server needs a retention longer than the age of the logs.',
    'investigator.logs.store',
  ),
  host_refused: atTheServer,
  origin_refused: atTheServer,
  writes_refused: atTheServer,
  secret_refused: atTheServer,
  endpoint_unknown: atTheServer,
  request_too_large: atTheServer,
  queue_full: atTheServer,
  host_too_old: { hint: 'Update VS Code, on a remote machine its server too.' },
  job_given_up: atTheServer,
  engine_gone: { hint: 'Try again: a new engine is started.', button: 'Show Log', command: ['investigator.showLog'] },
};
