/** The table: what one tool is; every door reads these fields and nothing else. */
import type { z } from 'zod';
import type { Place } from '../model/place.ts';

/** How a text answer is to look. */
export interface View {
  /** Columns of the reader's screen. */
  readonly width: number;
  readonly colour: boolean;
  /** Target of a hyperlink for a place (OSC 8), or null where the reader cannot follow one. */
  readonly link: ((place: Place) => string | null) | null;
  /** For a reader who has other names for places, and no command line: a model. */
  readonly terse?: boolean;
}

export const plainView: View = { width: 100, colour: false, link: null };

export interface Tool<
  Name extends string = string,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
> {
  /** `verb_noun`, the same at every door. */
  readonly name: Name;
  readonly title: string;
  /** What it does, when to use it and when not, for a person and a model. */
  readonly description: string;
  /** `writes` needs a person's click: a confirmation in the editor, `--yes` on the command line. */
  readonly effect: 'reads' | 'asks-network' | 'writes';
  readonly input: Input;
  readonly output: Output;
  /** The command line's word for it, and which input stands there without an option name. */
  readonly command: { readonly word: string; readonly positional: (keyof z.infer<Input> & string) | null };
  render(output: z.output<Output>, view: View): string;
}

export function defineTool<const Name extends string, Input extends z.ZodObject, Output extends z.ZodType>(
  tool: Tool<Name, Input, Output>,
): Tool<Name, Input, Output> {
  return tool;
}
