/** The editor's chat: what an answer is written with, whoever reads it; foreign text enters as `plain` or `code`, never as Markdown. */
import type { DocumentPlace } from '../../../model/knowledge.ts';
import type { Place } from '../../../model/place.ts';
import type { Engine } from '../../../tools/table.ts';
import type { CommandName } from '../commands.ts';
import type { ChatCommand } from './rows.ts';

export interface Reply {
  /** A paragraph, list or block of Markdown. */
  say(markdown: string): void;
  /** What is being done; plain text. */
  step(words: string): void;
  /** What opens the line. The label is plain text, as with all of these. */
  line(place: Place, label: string): string;
  document(place: Pick<DocumentPlace, 'path' | 'line'>, label: string): string;
  button(title: string, command: CommandName, ...given: unknown[]): void;
}

export interface Question {
  readonly command: string | undefined;
  readonly prompt: string;
  /** The run that the answer before this one was about. */
  readonly focus: string | null;
  readonly signal: AbortSignal;
}

/** What answers are found with. */
export interface Means {
  readonly engine: Engine;
  /** The line at the cursor of the log in front, as a place; throws `bad_input` where there is none. */
  selectedPlace(): Promise<string>;
  /** Runs or reports have changed. */
  changed(): void;
}

export interface FollowUp {
  readonly command: ChatCommand;
  readonly prompt: string;
  readonly label: string;
}

/** What stays known of an answer. */
export interface Answered {
  readonly run_id: string | null;
  readonly next: readonly FollowUp[];
}

export type Answering = (means: Means, question: Question, reply: Reply) => Promise<Answered>;
