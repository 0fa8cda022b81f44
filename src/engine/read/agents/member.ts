/** The reader, agents: a member that holds agent runs comes on as their lines; every other member as it is. */
import type { Gap } from '../../../model/coverage.ts';
import { lookAhead } from '../encoding.ts';
import type { FoundMember } from '../ingestion.ts';
import { agentDocuments, mayHoldAgentRuns } from './documents.ts';
import { agentLines } from './lines.ts';

/** Larger files are no runs of agents that anybody reads; they are parsed as a whole, in memory. */
const MOST_BYTES = 64 * 1024 * 1024;
/** A system prompt may stand in front of all that tells. */
const HEAD = 64 * 1024;

export interface AgentMember {
  readonly found: FoundMember;
  readonly gaps: readonly Gap[];
}

export async function asAgentLines(found: FoundMember): Promise<AgentMember> {
  const ahead = await lookAhead(found.bytes);
  const plain = { found: { ...found, bytes: ahead.all }, gaps: [] };
  if (!mayHoldAgentRuns(Buffer.from(ahead.head.subarray(0, HEAD)).toString('utf8'))) return plain;
  const { bytes, rest } = await taken(ahead.all);
  if (rest) {
    const words = `${found.path} is larger than ${MOST_BYTES / 1024 / 1024} MiB and was read as lines of text, not as a run of an agent`;
    return { found: { ...found, bytes: again(bytes, rest) }, gaps: [{ kind: 'cut', member: found.path, words }] };
  }
  const documents = agentDocuments(Buffer.concat(bytes).toString('utf8'), found.path);
  if (!documents || documents.runs.length === 0)
    return { found: { ...found, bytes: again(bytes, null) }, gaps: documents?.gaps ?? [] };
  const lines = documents.runs.flatMap(agentLines).map(line => `${line}\n`);
  return { found: { ...found, bytes: again([Buffer.from(lines.join(''))], null) }, gaps: documents.gaps };
}

async function taken(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ bytes: Uint8Array[]; rest: AsyncIterator<Uint8Array> | null }> {
  const source = chunks[Symbol.asyncIterator]();
  const bytes: Uint8Array[] = [];
  let size = 0;
  for (let next = await source.next(); !next.done; next = await source.next()) {
    // A reader may use its chunk again.
    bytes.push(Buffer.from(next.value));
    size += next.value.length;
    if (size > MOST_BYTES) return { bytes, rest: source };
  }
  return { bytes, rest: null };
}

async function* again(bytes: readonly Uint8Array[], rest: AsyncIterator<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
    for (let next = await rest?.next(); next && !next.done; next = await rest?.next()) yield next.value;
  } finally {
    await rest?.return?.();
  }
}
