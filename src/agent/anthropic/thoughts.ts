/** The investigator, Anthropic: what a model thought before its calls, kept as it came, since the API wants it back unchanged and the loop has no use for it. */
import type { Anthropic } from '@anthropic-ai/sdk';
import type { CallPart, TextPart } from '../model.ts';

export interface Thought {
  /** Of the part that it stood before. */
  readonly before: number;
  readonly block: Anthropic.ThinkingBlockParam | Anthropic.RedactedThinkingBlockParam;
}

type Parts = readonly (TextPart | CallPart)[];

/** Of one conversation. Answers are known again by the id of their first call; those without calls need no thoughts to go on from. */
export interface Thoughts {
  keep(parts: Parts, thoughts: readonly Thought[]): void;
  /** Of an answer that stands in the history; none where it was changed there. */
  before(parts: Parts): readonly Thought[];
  /** It is refused where the history before it was rewritten. Whether there was any. */
  forget(): boolean;
}

export function keepThoughts(): Thoughts {
  const kept = new Map<string, { readonly parts: number; readonly thoughts: readonly Thought[] }>();
  return {
    keep: (parts, thoughts) => {
      const id = firstCall(parts);
      if (id && thoughts.length > 0) kept.set(id, { parts: parts.length, thoughts });
    },
    before: parts => {
      const found = kept.get(firstCall(parts) ?? '');
      return found?.parts === parts.length ? found.thoughts : [];
    },
    forget: () => {
      const any = kept.size > 0;
      kept.clear();
      return any;
    },
  };
}

function firstCall(parts: Parts): string | undefined {
  return parts.find(part => part.kind === 'call')?.id;
}
