/** The editor's chat: what package.json says of the participant, its commands and the model that comes along; nothing here may import the editor itself. */
import type { ChatRows } from '../../../tools/chat-manifest.ts';
import { CLAUDE } from './claude-rows.ts';

export const PARTICIPANT = 'investigator.chat';
export const VENDOR = 'investigator';

export const chatRows = {
  participant: {
    id: PARTICIPANT,
    name: 'investigator',
    fullName: 'Test Run Investigator',
    description: 'Why did the run fail? Answers from its logs, every claim a line that opens',
  },
  commands: {
    latest: { description: 'Why the newest failed run failed' },
    investigate: { description: 'Investigate a run: its id, a URL, or a path of logs', sampleRequest: './logs' },
    explain: { description: 'What is known of the selected line of a log, or of a place: source:member:line' },
    logs: { description: 'Find lines of the run, by words, level:error, member:NAME, /regex/', sampleRequest: 'level:error' },
    compare: { description: 'What differs from passing runs, or from the run or path that is given' },
    timeline: { description: 'What happened in the run, in order of time' },
    metrics: { description: 'Metrics of the run’s time, by name (cpu, memory, disk …) or PromQL', sampleRequest: 'cpu memory' },
    similar: { description: 'Past failures like the run, or like an error message', sampleRequest: 'no space left on device' },
    instructions: { description: 'What to look at, for the run or for a topic' },
    report: { description: 'The newest report of the run, or of the run that is given' },
    ticket: { description: 'A draft of a ticket, to copy; nothing is sent' },
  },
  detection: [
    {
      category: 'investigate_failed_run',
      description:
        'The user wants to know why a test run, a CI run, a job or an agent’s run failed, what its logs say, or what to do about it.',
      examples: [
        'Why did the last run fail?',
        'What went wrong in the nightly longevity test?',
        'Which line of the logs shows the root cause?',
        'What is different from the runs that passed?',
        'Write a ticket for the failed run',
      ],
    },
  ],
  models: {
    [VENDOR]: { name: 'Investigator' },
    [CLAUDE]: { name: 'Claude (your key)', managementCommand: 'investigator.setCredential' },
  },
} as const satisfies ChatRows;

export type ChatCommand = keyof typeof chatRows.commands;
