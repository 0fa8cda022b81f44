/** The reader, agents: code that one agent writes and the surroundings run is a tool call too, though no transcript lists it as one. */
import type { AgentMessage } from '../../../model/agent-run.ts';

const CODE = /```(python|sh|bash|javascript|js)\n([\s\S]*?)```/i;
/** As code executors of AutoGen and others begin their answers. */
const RAN = /^\s*exit ?code: ?(\d+)[^\n]*\n?(?:code output: ?)?/i;
const RESULT = 2000;
const CLASS = /^([A-Z]\w*(?:Error|Exception|Warning|Interrupt))\b:?/m;

export function executedCode(messages: readonly AgentMessage[]): object[] {
  return messages.flatMap(({ index, content }, at) => {
    const code = CODE.exec(content);
    const answer = messages[at + 1]?.content ?? '';
    const ran = RAN.exec(answer);
    if (!code || !ran) return [];
    const failed = ran[1] !== '0';
    const output = answer.slice(ran[0].length, ran[0].length + RESULT);
    // The last class of a traceback is the error that ended it.
    const error = failed ? (output.match(new RegExp(CLASS, 'gm'))?.at(-1) ?? null) : null;
    return [
      {
        call_id: `code-${index}`,
        tool_name: code[1].toLowerCase(),
        status: failed ? 'failure' : 'success',
        args_json: { code: code[2] },
        message_index: index,
        ...(failed
          ? { error_class: error?.replace(/:$/, '') ?? null, error_message: output.trim().split('\n').at(-1) ?? '' }
          : { result_summary: output }),
      },
    ];
  });
}
