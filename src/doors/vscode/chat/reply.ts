/** The editor's chat: what an answer is written with, whoever reads it; foreign text enters as `plain` or `code`, never as Markdown. */
import type { Context } from '../../../agent/context.ts';
import type { Fault } from '../../../base/fault.ts';
import type { Findings } from '../../../model/findings.ts';
import type { DocumentPlace } from '../../../model/knowledge.ts';
import type { Place } from '../../../model/place.ts';
import type { Engine } from '../../../tools/table.ts';
import type { CommandName } from '../commands.ts';
import type { Consent, Destination } from './consent.ts';
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
  /** What the person attached; nothing unless given. */
  readonly context?: readonly Context[];
  /** What was asked before about the same run, and answered by a model. */
  readonly earlier?: readonly Context[];
  /** Paths of files and folders that are attached. */
  readonly files?: readonly string[];
}

/** What a model is asked. */
export interface Inquiring {
  readonly run_id: string;
  /** Null: why did this run fail? */
  readonly question: string | null;
  readonly context: readonly Context[];
  readonly signal: AbortSignal;
  onStep(words: string): void;
}

/** What came of it; the fault where the model could not be asked to the end. */
export interface Heard {
  readonly findings: Findings;
  readonly fault: Fault | null;
}

/** The language model that is chosen in the chat. */
export interface Chosen {
  readonly name: string;
  readonly to: Destination;
  readonly consent: Consent;
  /** Secrets and names are masked before anything leaves. */
  readonly masked: boolean;
  /** What it takes to find it again. */
  readonly model: { readonly vendor: string; readonly id: string };
  /** Throws what `get_report` throws; all else is heard. */
  inquire(asked: Inquiring): Promise<Heard>;
}

/** What answers are found with. */
export interface Means {
  readonly engine: Engine;
  /** Null: the engine answers alone. */
  readonly chosen: Chosen | null;
  /** The line at the cursor of the log in front, as a place; throws `bad_input` where there is none. */
  selectedPlace(): Promise<string>;
  /** What is selected in any other text in front; empty where nothing is. */
  selectedText(): string;
  /** No key of Anthropic is kept. */
  keyless(): Promise<boolean>;
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
  /** What a model said, in one sentence, and where it is kept. */
  readonly heard?: { readonly summary: string; readonly findings_id: string; readonly model: string };
}

export type Answering = (means: Means, question: Question, reply: Reply) => Promise<Answered>;
