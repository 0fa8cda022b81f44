/** The editor: tools that only it has for agents: they show a person what an answer speaks of. Nothing here may import the editor itself. */
import { z } from 'zod';

const place = z.string().min(1).describe('a line, as the other tools state it: source:member:line');

export const editorTools = {
  reveal_line: {
    name: 'reveal_line',
    title: 'Show a Line in the Editor',
    description: 'Opens the log around a line in the editor and selects it, so that the person sees it; answers with the line.',
    effect: 'reads',
    input: z.object({ place }),
  },
  open_source: {
    name: 'open_source',
    title: 'Open the Source of a Line',
    description:
      'Opens in the editor the source code that wrote a log line, as of the commit of its run where that is known, else as it is now; the person chooses where several places fit. Answers with the file and line that were opened.',
    effect: 'reads',
    input: z.object({ place }),
  },
} as const;

export type EditorToolName = keyof typeof editorTools;
