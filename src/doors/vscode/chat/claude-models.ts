/** The editor's chat: Claude models of the user's key as VS Code's own: listed by the API, asked by whoever may use them, for words and tools. */
import * as vscode from 'vscode';
import { claude } from '../../../agent/anthropic/claude.ts';
import { listModels } from '../../../agent/anthropic/models.ts';
import type { CallPart, Message, Model, ResultPart, TextPart, Turn } from '../../../agent/model.ts';
import { Fault } from '../../../base/fault.ts';
import type { Door } from '../door.ts';
import { faultWords } from '../failure-words.ts';
import { t } from '../l10n.ts';
import { nextSteps } from '../next-steps.ts';
import { signalOf } from '../signal.ts';
import { tellFailure } from '../tell-failure.ts';
import { connectedClaude } from './claude-access.ts';

/** Where the API does not say. */
const WINDOW = 200_000;
const MOST_OUTPUT = 8192;
/** What is listed stays so for a while: an editor asks again and again. */
const LISTED_MS = 10 * 60_000;

type Listed = vscode.LanguageModelChatInformation;

export interface ClaudeModels {
  /** Nothing where there is no key, or the list cannot be had; a person who asked for it is told why. */
  list(options: { readonly silent: boolean }, token: vscode.CancellationToken): Promise<Listed[]>;
  answer(model: Listed, asked: Asked): Promise<void>;
  /** The key or the address has changed. */
  forget(): void;
}

export interface Asked {
  readonly messages: readonly vscode.LanguageModelChatRequestMessage[];
  readonly options: vscode.ProvideLanguageModelChatResponseOptions;
  readonly progress: vscode.Progress<vscode.LanguageModelResponsePart>;
  readonly token: vscode.CancellationToken;
}

export function openClaude(door: Door): ClaudeModels {
  const connected = connectedClaude(door);
  /** One for each, since it remembers what the model thought before its calls. */
  const models = new Map<string, Model>();
  let listed: { readonly models: Listed[]; readonly until: number } | null = null;

  async function list({ silent }: { silent: boolean }, token: vscode.CancellationToken): Promise<Listed[]> {
    if (listed && Date.now() < listed.until) return listed.models;
    const signal = signalOf(token);
    try {
      if (!(await connected()).secret.token && !silent)
        await vscode.commands.executeCommand('investigator.setCredential', 'anthropic');
      if (!(await connected()).secret.token) return [];
      const found = (await listModels({ connected, signal })).map(one => informationOf(one));
      listed = { models: found, until: Date.now() + LISTED_MS };
      return found;
    } catch (failure) {
      if (signal.aborted) return [];
      if (!silent || !(failure instanceof Fault)) void tellFailure(door.log, failure);
      else door.log.warn(`Claude models cannot be listed. ${failure.code}: ${failure.message}`);
      return [];
    }
  }

  function modelFor({ id, name, maxInputTokens }: Listed): Model {
    const kept = models.get(id) ?? claude({ id, name, window: maxInputTokens, connected });
    models.set(id, kept);
    return kept;
  }

  async function answer(model: Listed, { messages, options, progress, token }: Asked): Promise<void> {
    const turn = turnOf(messages, options);
    const say = (text: string) => progress.report(new vscode.LanguageModelTextPart(text));
    try {
      const reply = await modelFor(model).answer(turn, { signal: signalOf(token), onText: say });
      for (const part of reply.parts)
        if (part.kind === 'call') progress.report(new vscode.LanguageModelToolCallPart(part.id, part.tool, objectOf(part.input)));
    } catch (failure) {
      throw failure instanceof Fault ? errorOf(failure) : failure;
    }
  }

  const forget = () => {
    listed = null;
    models.clear();
  };
  return { list, answer, forget };
}

function informationOf({ id, name, window }: { id: string; name: string; window: number | null }): Listed {
  return {
    id,
    name,
    family: 'claude',
    version: id,
    detail: t('your key'),
    tooltip: t('Asked with your Anthropic key (Test Run Investigator: Set Credential…); what is sent to it leaves this machine.'),
    maxInputTokens: (window ?? WINDOW) - MOST_OUTPUT,
    maxOutputTokens: MOST_OUTPUT,
    capabilities: { toolCalling: true },
  };
}

function turnOf(
  messages: readonly vscode.LanguageModelChatRequestMessage[],
  { tools = [], toolMode }: vscode.ProvideLanguageModelChatResponseOptions,
): Turn {
  const [only, ...others] = tools;
  return {
    system: '',
    tools: tools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      input: { type: 'object', ...(inputSchema as Record<string, unknown> | undefined) },
    })),
    messages: messages.map(messageOf).reduce(joined, []),
    must: toolMode === vscode.LanguageModelChatToolMode.Required && others.length === 0 ? (only?.name ?? null) : null,
    most: MOST_OUTPUT,
  };
}

function messageOf({ role, content }: vscode.LanguageModelChatRequestMessage): Message {
  const parts = content.flatMap(partOf);
  return role === vscode.LanguageModelChatMessageRole.Assistant
    ? { from: 'model', parts: parts.filter(part => part.kind !== 'result') }
    : { from: 'user', parts: parts.filter(part => part.kind !== 'call') };
}

/** The API wants results of one reply in one message. */
function joined(all: Message[], next: Message): Message[] {
  const last = all.at(-1);
  if (next.parts.length === 0) return all;
  if (last?.from !== next.from) return [...all, next];
  return [...all.slice(0, -1), { from: next.from, parts: [...last.parts, ...next.parts] } as Message];
}

/** Pictures and what else a message may hold are left out. */
function partOf(part: unknown): (TextPart | CallPart | ResultPart)[] {
  if (part instanceof vscode.LanguageModelTextPart) return [{ kind: 'text', text: part.value }];
  if (part instanceof vscode.LanguageModelToolCallPart)
    return [{ kind: 'call', id: part.callId, tool: part.name, input: part.input }];
  if (!(part instanceof vscode.LanguageModelToolResultPart)) return [];
  const text = part.content.flatMap(one => (one instanceof vscode.LanguageModelTextPart ? one.value : [])).join('\n');
  return [{ kind: 'result', id: part.callId, text, failed: false }];
}

function objectOf(input: unknown): object {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
}

/** As VS Code's chat shows it, and other programs tell them apart. */
function errorOf(fault: Fault): Error {
  const words = `${faultWords(fault)} ${t(nextSteps[fault.code].hint)}`;
  if (fault.code === 'cancelled') return new vscode.CancellationError();
  if (fault.code === 'key_missing' || fault.code === 'source_refused') return vscode.LanguageModelError.NoPermissions(words);
  if (fault.code === 'source_missing') return vscode.LanguageModelError.NotFound(words);
  return new Error(words);
}
