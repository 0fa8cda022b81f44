/** MCP: prompts that a person picks: investigate a run, compare two, write the ticket. */
import {
  ErrorCode,
  type GetPromptRequest,
  type GetPromptResult,
  type ListPromptsResult,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';

interface PromptRow {
  readonly title: string;
  readonly description: string;
  /** Arguments with what they are; all of them are needed. */
  readonly takes: Readonly<Record<string, string>>;
  say(given: Readonly<Record<string, string>>): string;
}

const RUN = 'id or title of a run, a path, archive or URL of its logs, or its address in a connected system';
const FIRST = 'Call get_investigation_instructions first and follow what it says.';
const CITE = 'Cite the place (source:member:line) of every line you rest a claim on, and say what could not be seen.';

const rows: Readonly<Record<string, PromptRow>> = {
  investigate_run: {
    title: 'Investigate a run',
    description: 'Why did this run fail? The cause with its evidence, what followed from it, and what to do.',
    takes: { run: RUN },
    say: ({ run }) =>
      `Find out why this run failed: ${run}\n\n${FIRST} Then call investigate_run, read the lines around its evidence with read_lines, and look for what speaks against the first hypothesis. ` +
      `Answer with the cause in one sentence, the evidence in order of time, what followed from it, and what to do next. ${CITE}`,
  },
  compare_runs: {
    title: 'Compare two runs',
    description: 'What is different in a failed run against one that passed.',
    takes: { failed: RUN, passed: RUN },
    say: ({ failed, passed }) =>
      `Compare these two runs. Failed: ${failed}\nPassed: ${passed}\n\n${FIRST} Then call investigate_run for the failed run with "against" set to the passed one, and list_patterns with the same "against": ` +
      `once with change "new", once with change "gone". Tell which differences explain the failure and which do not, the strongest first. ${CITE}`,
  },
  write_ticket: {
    title: 'Write the ticket',
    description: 'A ticket for whoever has to mend it, written from the report.',
    takes: { run: RUN },
    say: ({ run }) =>
      `Write a ticket about the failure of this run: ${run}\n\nCall get_report (investigate_run where there is none yet). Write Markdown: a title that names the cause; what happened and when; the evidence, each line ` +
      `quoted as it stands with its place; what was ruled out and what could not be seen; how to reproduce or verify; what to do. Only what the evidence carries. ${CITE} Do not send it anywhere; show it to me.`,
  },
};

export function listPrompts(): ListPromptsResult {
  return {
    prompts: Object.entries(rows).map(([name, { title, description, takes }]) => ({
      name,
      title,
      description,
      arguments: Object.entries(takes).map(([key, words]) => ({ name: key, description: words, required: true })),
    })),
  };
}

export function getPrompt({ name, arguments: given = {} }: GetPromptRequest['params']): GetPromptResult {
  if (!Object.hasOwn(rows, name)) throw new McpError(ErrorCode.InvalidParams, `There is no prompt ${name}.`);
  const { description, takes, say } = rows[name];
  const missing = Object.keys(takes).filter(key => !given[key]?.trim());
  if (missing.length) throw new McpError(ErrorCode.InvalidParams, `The prompt ${name} needs ${missing.join(', ')}.`);
  return { description, messages: [{ role: 'user', content: { type: 'text', text: say(given) } }] };
}
