/** Tests: small sources made of bytes in memory, in a home folder of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemplateMiner } from '../../../src/engine/analyze/templates/miner.ts';
import type { Format } from '../../../src/engine/read/formats/format.ts';
import { recognise } from '../../../src/engine/read/formats/table.ts';
import { Ingestion } from '../../../src/engine/read/ingestion.ts';
import { Source } from '../../../src/engine/store/source.ts';
import type { Survey } from '../../../src/engine/store/survey.ts';
import { IndexWriter } from '../../../src/engine/store/writer.ts';

export type Content = string | Uint8Array | readonly Uint8Array[];

/** Ingests the members under the source's id and opens the result; `format` reads all of them, whatever they look like. Their clocks are believed. */
export function makeSource(
  home: string,
  sourceId: string,
  members: Readonly<Record<string, Content>>,
  format?: Format,
): Promise<Source> {
  return makeSurveyed({ home, sourceId, format, survey: async () => ({ ahead: new Map(), gaps: [], tests: null }) }, members);
}

interface Making {
  readonly home: string;
  readonly sourceId: string;
  readonly survey: Survey['look'];
  readonly format?: Format;
}

/** The same, with a survey before it is shown. */
export async function makeSurveyed(
  { home, sourceId, survey, format }: Making,
  members: Readonly<Record<string, Content>>,
): Promise<Source> {
  const writer = new IndexWriter(home, sourceId);
  const how = { recognise: format ? () => format : recognise, survey, pause: () => undefined };
  const parts = { writer, miner: new TemplateMiner(), ...how };
  const ingestion = new Ingestion(parts);
  for (const [path, content] of Object.entries(members)) await ingestion.add({ path, modified: null, bytes: chunksOf(content) });
  await ingestion.finish('a small source');
  return Source.open(home, sourceId) as Source;
}

export async function* chunksOf(content: Content): AsyncGenerator<Uint8Array> {
  if (typeof content === 'string') yield Buffer.from(content);
  else if (content instanceof Uint8Array) yield content;
  else yield* content;
}

/** A home folder for the tests of one file; removed by `end`. */
export function temporaryHome(): { home: string; end: () => void } {
  const home = mkdtempSync(join(tmpdir(), 'investigator-store-'));
  return { home, end: () => rmSync(home, { recursive: true, force: true }) };
}
