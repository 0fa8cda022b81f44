/** MCP: resources: the report of a run as Markdown, the lines around a place, a document of knowledge; addressed so that they can be cited and opened again. */
import { readFile } from 'node:fs/promises';
import {
  ErrorCode,
  type ListResourcesResult,
  McpError,
  type ReadResourceResult,
  type ResourceTemplate,
} from '@modelcontextprotocol/sdk/types.js';
import { Fault } from '../../base/fault.ts';
import { failureForModel } from '../../tools/model-failure.ts';
import { reportMarkdown } from '../../tools/render/report-markdown.ts';
import type { Engine } from '../../tools/table.ts';
import { tellModel } from '../../tools/tell-model.ts';
import { signalOf } from './tool-calls.ts';

const PAGE = 100;
const MARKDOWN = 'text/markdown';
const PLAIN = 'text/plain';

export const reportTemplate = 'investigator://run/{id}/report';
export const placeTemplate = 'investigator://place/{place}';
export const documentTemplate = 'investigator://knowledge/{document}';

export const templates: ResourceTemplate[] = [
  {
    name: 'report',
    title: 'Report of a run',
    description: 'The newest root-cause report of a run that was investigated.',
    uriTemplate: reportTemplate,
    mimeType: MARKDOWN,
  },
  {
    name: 'place',
    title: 'Lines around a place',
    description: 'The lines that stand around a place (source:member:line, percent-encoded).',
    uriTemplate: placeTemplate,
    mimeType: PLAIN,
  },
  {
    name: 'document',
    title: 'Document of knowledge',
    description: 'A runbook by its name, as search_knowledge tells it: advice, not evidence.',
    uriTemplate: documentTemplate,
    mimeType: MARKDOWN,
  },
];

/** The reports, newest first. */
export async function listResources(
  engine: Engine,
  cursor: string | undefined,
  cancel: AbortSignal,
): Promise<ListResourcesResult> {
  const { reports, next } = await answered(engine.list_reports({ limit: PAGE, cursor }, { signal: signalOf(cancel) }));
  return {
    resources: reports.map(({ run_id, title, summary, made_at }) => ({
      uri: `investigator://run/${encodeURIComponent(run_id)}/report`,
      name: `report of ${run_id}`,
      title,
      description: summary,
      mimeType: MARKDOWN,
      annotations: { lastModified: new Date(made_at).toISOString() },
    })),
    ...(next && { nextCursor: next }),
  };
}

export async function readResource(engine: Engine, uri: string, cancel: AbortSignal): Promise<ReadResourceResult> {
  const [, kind, rest] = /^investigator:\/\/(run|place|knowledge)\/(.+)$/s.exec(uri) ?? [];
  const life = { signal: signalOf(cancel) };
  if (kind === 'place') {
    const { text, notes } = await answered(tellModel(engine, 'read_lines', { input: { place: decoded(uri, rest) }, ...life }));
    return { contents: [{ uri, mimeType: PLAIN, text: [text, ...notes].join('\n') }] };
  }
  if (kind === 'knowledge')
    return { contents: [{ uri, mimeType: MARKDOWN, text: await documentText(engine, decoded(uri, rest), life) }] };
  const id = kind === 'run' && /^([^/]+)\/report$/.exec(rest)?.[1];
  if (!id) throw unknown(uri);
  const report = await answered(engine.get_report({ run_id: decoded(uri, id) }, life));
  return { contents: [{ uri, mimeType: MARKDOWN, text: reportMarkdown(report) }] };
}

interface Alive {
  readonly signal: AbortSignal;
}

/** All documents by name, those of the user's folders too. */
export async function documents(engine: Engine, life: Alive): Promise<Map<string, string>> {
  const { hits } = await engine.search_knowledge({ limit: 200 }, life);
  return new Map(hits.map(({ place }) => [place.document, place.path]));
}

async function documentText(engine: Engine, name: string, life: Alive): Promise<string> {
  const path = (await answered(documents(engine, life))).get(name);
  if (!path)
    throw new McpError(
      RESOURCE_NOT_FOUND,
      `No document is called ${name}: call search_knowledge with {} for those that there are.`,
    );
  return readFile(path, 'utf8');
}

function decoded(uri: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (failure) {
    if (failure instanceof URIError) throw unknown(uri);
    throw failure;
  }
}

/** The protocol's own code for a resource that there is not. */
const RESOURCE_NOT_FOUND = -32002;

function unknown(uri: string): McpError {
  return new McpError(
    RESOURCE_NOT_FOUND,
    `There is no resource ${uri}; it reads ${reportTemplate}, ${placeTemplate} or ${documentTemplate}.`,
  );
}

/** A fault as an error of the protocol, in words that say what to call. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (failure) {
    if (!(failure instanceof Fault)) throw new McpError(ErrorCode.InternalError, failureForModel(failure));
    const missing = ['run_unknown', 'place_unknown', 'not_investigated'].includes(failure.code);
    throw new McpError(missing ? RESOURCE_NOT_FOUND : ErrorCode.InvalidParams, failureForModel(failure));
  }
}
