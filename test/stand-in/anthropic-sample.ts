/** Stand-in for the Anthropic API: a model that investigates the sample run (media/sample): it looks, follows what it found, and hands in two claims that hold and one that does not. */
import type { Scripted } from './anthropic.ts';
import { blocksOf, type MessagesRequest } from './anthropic-request.ts';

const OOM = 'Out of memory: Killed';
const QUORUM = 'Cannot achieve consistency level QUORUM';

const use = (id: string, name: string, input: Record<string, unknown>) => ({ type: 'tool_use', id, name, input }) as const;

export function investigateSample(request: MessagesRequest): Scripted {
  const shown = textsIn(request);
  const asked = request.messages.filter(({ role }) => role === 'assistant').length;
  const oom = idOf(shown, OOM);
  const must = request.tool_choice?.type === 'tool';
  if (asked === 0 && !must)
    return {
      content: [
        { type: 'text', text: 'First what the kernel says.' },
        use('toolu_01', 'search_logs', { query: '"oom-killer"', limit: 5 }),
        use('toolu_02', 'list_patterns', { change: 'new', limit: 4 }),
      ],
    };
  if (asked === 1 && oom && !must)
    return {
      content: [
        use('toolu_03', 'read_lines', { place: oom, around: 2 }),
        use('toolu_04', 'search_logs', { query: '"QUORUM" level:error', limit: 5 }),
      ],
    };
  return { content: [use('toolu_05', 'submit_findings', findings(oom, idOf(shown, QUORUM)))] };
}

function findings(oom: string | null, quorum: string | null) {
  const claim = (title: string, description: string, evidence: { id: string; quote: string }[]) => ({
    title,
    description,
    confidence: 'high',
    evidence,
  });
  if (!oom || !quorum) return { summary: 'Nothing in what was shown tells the cause.', claims: [] };
  return {
    summary: 'The kernel killed scylla, process 6550, and the quorum was lost.',
    claims: [
      claim('The kernel killed scylla for want of memory', 'Process 6550 was killed.', [
        { id: oom, quote: `${OOM} process 6550 (scylla)` },
      ]),
      claim('Then the quorum was lost', 'Of 2 replicas that were required 1 was alive.', [{ id: quorum, quote: `${QUORUM}` }]),
      claim('A disk was full', 'No space was left.', [{ id: oom, quote: 'No space left on device' }]),
    ],
    action_items: [
      { type: 'configuration', title: 'Give scylla less memory', description: 'Lower its limit.', priority: 'high' },
    ],
  };
}

function textsIn({ messages }: MessagesRequest): string[] {
  return messages.flatMap(({ role, content }) =>
    role === 'assistant'
      ? []
      : blocksOf(content).flatMap(block =>
          block.type === 'text' ? block.text.split('\n') : block.type === 'tool_result' ? String(block.content).split('\n') : [],
        ),
  );
}

/** Of the first line shown that holds the text. */
function idOf(lines: readonly string[], text: string): string | null {
  return lines.map(line => (line.includes(text) ? /\[(E\d+)\]/.exec(line)?.[1] : undefined)).find(Boolean) ?? null;
}
