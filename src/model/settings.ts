/** The nouns: the editor's settings, one entry each with its default and its words; package.json's configuration is written from them. */
import { z } from 'zod';
import { Connection } from './connection.ts';
import { LogStore } from './kept.ts';
import { defaultModel } from './knowledge.ts';

/** How VS Code treats a setting: `machine` settings cannot come from a workspace. */
export interface SettingNotes {
  readonly scope: 'machine' | 'machine-overridable' | 'window' | 'resource';
  /** Heading under which the settings editor shows it. */
  readonly group:
    | 'Storage'
    | 'Reading'
    | 'Investigation'
    | 'Code'
    | 'Knowledge'
    | 'Language models'
    | 'Connections'
    | 'Local API';
  /** What the description says, in Markdown; `#investigator.home#` links another setting. */
  readonly markdown: string;
}

function noted<T extends z.ZodType>(schema: T, notes: SettingNotes): T {
  return schema.meta({ ...notes });
}

/** A limit of reading that is the engine's own unless set. */
function limit(markdown: string) {
  return noted(z.int().min(1).nullable().default(null), { scope: 'machine', group: 'Reading', markdown });
}

/** Where a system is reached; its credential is kept apart, by a command. */
function address(fallback: string, markdown: string) {
  const credential =
    '[Set its credential](command:investigator.setCredential) and [test the connection](command:investigator.testConnection).';
  return noted(z.string().default(fallback), { scope: 'machine', group: 'Connections', markdown: `${markdown} ${credential}` });
}

/** Whose runs of a system are listed. */
function watched(markdown: string) {
  return noted(z.array(z.string().min(1)).default([]), { scope: 'machine-overridable', group: 'Connections', markdown });
}

/** Keys as they stand behind `investigator.`. */
export const Settings = z.object({
  home: noted(z.string().default(''), {
    scope: 'machine',
    group: 'Storage',
    markdown:
      'Folder that keeps indexes, reports and downloads. Empty: the folder that the command line uses too, or what `INVESTIGATOR_HOME` names.',
  }),
  'logs.store': noted(LogStore.default('embedded'), {
    scope: 'machine',
    group: 'Storage',
    markdown:
      'Where the text of ingested lines is kept: `embedded` on this machine, or in the VictoriaLogs (`#investigator.victoriaLogs.url#`) or Loki (`#investigator.loki.url#`) that is connected, where it can be asked for with their own tools too. The index stays here. The server needs a retention longer than the age of the logs. What was ingested before stays where it is.',
  }),
  'limits.totalBytes': limit(
    'How many bytes the archives of one input may inflate to in all. Empty: 64 GiB. Raise it only for logs that you trust.',
  ),
  'limits.ratio': limit(
    'How many times its packed size an archive may inflate to. Empty: 1000. See `#investigator.limits.totalBytes#`.',
  ),
  'limits.members': limit('How many files are looked at in one input, inside archives and out. Empty: 100,000.'),
  'limits.depth': limit('How deep archives may be nested. Empty: 8.'),
  'limits.downloadBytes': limit('How many bytes one download may have. Empty: 8 GiB.'),
  'ingest.parallel': noted(z.int().min(1).max(8).default(1), {
    scope: 'machine',
    group: 'Reading',
    markdown: 'How many inputs are read at the same time; further ones wait. One is fastest on most machines.',
  }),
  'watch.folders': noted(z.array(z.string().min(1)).default([]), {
    scope: 'machine-overridable',
    group: 'Reading',
    markdown:
      'Folders of test results, as globs from the workspace such as `**/target/surefire-reports` or `**/test-results`, or absolute. When a JUnit XML or CTRF JSON file is written there the folder becomes a run, which later ones of the same folder are compared with. The newest ten that failed and three that passed are kept. They are watched once the extension was looked at in this window.',
  }),
  notices: noted(z.boolean().default(true), {
    scope: 'window',
    group: 'Investigation',
    markdown:
      'Tells when a run of a connected system or of a watched folder has failed, unless the view *Failed Runs* is in sight. See `#investigator.watch.folders#` and `#investigator.poll.minutes#`.',
  }),
  'investigation.mode': noted(z.enum(['hybrid', 'fast']).default('hybrid'), {
    scope: 'window',
    group: 'Investigation',
    markdown:
      'How a run is investigated: `hybrid` looks at every line of small runs and at the patterns of large ones, `fast` at patterns only.',
  }),
  'code.lens': noted(z.boolean().default(false), {
    scope: 'window',
    group: 'Code',
    markdown: 'Shows above log statements in source files the failed runs that they were seen in.',
  }),
  'knowledge.folders': noted(z.array(z.string().min(1)).default([]), {
    scope: 'machine-overridable',
    group: 'Knowledge',
    markdown:
      'Folders with Markdown documents, one symptom or test method each, that are listed beside those of the extension. A relative folder lies in the workspace.',
  }),
  'knowledge.models': noted(z.string().default(''), {
    scope: 'machine',
    group: 'Knowledge',
    markdown:
      'Folder with sentence models for the search of documents, each as `ORGANISATION/NAME/onnx/model.onnx` with its tokenizer. Empty: what `INVESTIGATOR_MODELS` names, else `models` in the home folder. *Investigator: Download Sentence Model…* puts one there. See `#investigator.knowledge.model#`.',
  }),
  'knowledge.model': noted(z.string().default(defaultModel), {
    scope: 'machine',
    group: 'Knowledge',
    markdown: 'Which model of `#investigator.knowledge.models#` is used.',
  }),
  'knowledge.hub': noted(z.string().default(''), {
    scope: 'machine',
    group: 'Knowledge',
    markdown:
      'Where *Investigator: Download Sentence Model…* gets `#investigator.knowledge.model#` from: a mirror of Hugging Face. Empty: what `HF_ENDPOINT` names, else `https://huggingface.co`.',
  }),
  'models.mask': noted(z.boolean().default(true), {
    scope: 'machine',
    group: 'Language models',
    markdown:
      'Hides secrets, mail addresses, IP addresses and names of machines from language models: each is sent as a mark such as `<host-1>`, and what the model says comes back with what the mark stands for. *Show What Would Be Sent* in the chat shows it. See `#investigator.models.maskPatterns#`.',
  }),
  'models.maskPatterns': noted(z.array(z.string().min(1)).default([]), {
    scope: 'machine',
    group: 'Language models',
    markdown:
      'Regular expressions of what is hidden beside, such as `ACME-\\d+` for the numbers of customers. See `#investigator.models.mask#`.',
  }),
  'code.pathMappings': noted(z.record(z.string(), z.string()).default({}), {
    scope: 'machine-overridable',
    group: 'Code',
    markdown:
      'Where the source files lie that logs name: the beginning of a path as logs print it, and the folder that it stands for here, such as `/opt/app` and `${workspaceFolder}`. With several folders open, `${workspaceFolder:name}` names one of them.',
  }),
  'argus.url': address('', 'Address of Argus, such as `https://argus.example.com`.'),
  'poll.minutes': noted(z.int().min(0).max(1440).default(5), {
    scope: 'machine',
    group: 'Connections',
    markdown:
      'How often, in minutes, connected systems are asked for their failed runs while the view *Failed Runs* is in sight, and from then on while `#investigator.notices#` is on. 0: only when *Refresh* is pressed.',
  }),
  'argus.watch': watched(
    'Releases of Argus (`scylla-master`), groups of them (`scylla-master/longevity`) or ids of tests, whose failed runs are listed beside your own. See `#investigator.argus.url#`.',
  ),
  'victoriaLogs.url': address('', 'Address of VictoriaLogs, such as `http://localhost:9428`.'),
  'loki.url': address('', 'Address of Loki, such as `http://localhost:3100`. See `#investigator.loki.tenant#`.'),
  'loki.tenant': noted(z.string().default(''), {
    scope: 'machine',
    group: 'Connections',
    markdown: 'Tenant that Loki is asked for (`X-Scope-OrgID`). Empty: none. See `#investigator.loki.url#`.',
  }),
  'prometheus.url': address(
    '',
    'Address of Prometheus or of what speaks like it, without `/api/v1`, such as `http://localhost:9090`.',
  ),
  'alertmanager.url': address('', 'Address of Alertmanager, such as `http://localhost:9093`.'),
  'github.url': address('https://api.github.com', 'Address of the GitHub API; of an enterprise server `https://HOST/api/v3`.'),
  'github.repositories': watched(
    'Repositories, as OWNER/NAME, whose failed workflow runs are listed. See `#investigator.github.url#`.',
  ),
  'anthropic.url': address('https://api.anthropic.com', 'Address of the Anthropic API.'),
  'localApi.port': noted(z.int().min(0).max(65_535).default(8000), {
    scope: 'machine',
    group: 'Local API',
    markdown: 'Port of this machine on which *Investigator: Start Local API* listens; 0: any that is free.',
  }),
  'localApi.allowWrites': noted(z.boolean().default(false), {
    scope: 'machine',
    group: 'Local API',
    markdown:
      'Offers programs the tools that change or delete what is kept, too. Agent runs, traces and alerts are taken without it. See `#investigator.localApi.port#`.',
  }),
  'localApi.origins': noted(z.array(z.string().min(1)).default([]), {
    scope: 'machine',
    group: 'Local API',
    markdown:
      'Pages that may ask the local API from a browser, such as `http://localhost:3000`. See `#investigator.localApi.port#`.',
  }),
  connections: noted(z.array(Connection).default([]), {
    scope: 'machine',
    group: 'Connections',
    markdown:
      'Further instances of these systems, each with `system`, a `name` of its own, `url`, and perhaps `tenant`, `watch` (whose runs are listed) and `headers` (never credentials): `{"system": "loki", "name": "staging", "url": "http://loki.staging:3100"}`. Their credentials are [set](command:investigator.setCredential) by name.',
  }),
});
export type Settings = z.infer<typeof Settings>;

export type SettingKey = keyof Settings;
export const settingKeys = Object.keys(Settings.shape) as SettingKey[];

/** Each value that fits its schema; a default where it does not, with the key told, so that one slip does not stop the editor. */
export function readSettings(raw: (key: SettingKey) => unknown): { settings: Settings; refused: SettingKey[] } {
  const refused: SettingKey[] = [];
  const entries = settingKeys.map(key => {
    const schema = Settings.shape[key] as z.ZodType;
    const read = schema.safeParse(raw(key) ?? undefined);
    if (!read.success) refused.push(key);
    return [key, read.success ? read.data : schema.parse(undefined)];
  });
  return { settings: Object.fromEntries(entries) as Settings, refused };
}
