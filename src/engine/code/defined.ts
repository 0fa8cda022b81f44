/** The code room: looks through the files of trees for the definition of a tool: bounded, and told of what was not looked at. */
import { join } from 'node:path';
import { pacer } from '../../base/pace.ts';
import { doing, type Progress } from '../../base/progress.ts';
import type { Gap } from '../../model/coverage.ts';
import { rest } from '../rest.ts';
import { DEFINES, type Definition, definitionsIn, spellingsOf } from './definition.ts';
import { languageOf } from './lex/language.ts';
import { isTestPath } from './score.ts';
import { bytesOf } from './text.ts';
import type { Tree } from './tree.ts';

/** Larger files are no source that people write. */
const LARGEST = 1024 * 1024;
/** Bytes of all files that are read at most. */
const MOST = 512 * 1024 * 1024;
/** A test calls what something else defines. */
const TEST = 0.25;
/** Schemas stand in these too. */
const OTHERS = /\.(?:json|jsonc|ya?ml|toml|rb|php|swift|lua|exs?|erl|pl|ps1|sh|proto|ipynb)$/i;

export interface DefinitionIn extends Definition {
  /** Absolute. */
  readonly file: string;
}

export interface Defined {
  /** Best first; the bare name only where nothing defines it. */
  readonly found: readonly DefinitionIn[];
  /** Files that were read. */
  readonly files: number;
  readonly gaps: readonly Gap[];
}

export interface DefinedLife {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export async function definedIn(trees: readonly Tree[], tool: string, { signal, onProgress }: DefinedLife): Promise<Defined> {
  const pause = pacer(signal, rest);
  const spellings = spellingsOf(tool);
  const paths = trees.flatMap(({ root, paths }) => paths.filter(isLooked).map(path => ({ root, path })));
  const found: DefinitionIn[] = [];
  let [files, left] = [0, MOST];
  for (const { root, path } of paths) {
    await pause();
    if (left <= 0) break;
    if (files % 256 === 0)
      onProgress({ ...doing('Looking through {folder}', { folder: root }), done: files, total: paths.length, unit: 'steps' });
    const file = join(root, path);
    const bytes = bytesOf(file, LARGEST);
    files++;
    if (bytes === null || bytes.subarray(0, 8000).includes(0)) continue;
    left -= bytes.length;
    const loss = isTestPath(path) ? TEST : 0;
    found.push(
      ...definitionsIn(bytes.toString('utf8'), spellings).map(one => ({ ...one, score: Math.max(0, one.score - loss), file })),
    );
  }
  const cut = paths.length - files;
  const words = `${cut.toLocaleString('en-US')} files were not looked at: the folders hold more than ${MOST >> 20} MiB of source.`;
  return { found: ranked(found), files, gaps: cut > 0 ? [{ kind: 'over_limit', words }] : [] };
}

function isLooked(path: string): boolean {
  return languageOf(path) !== null || OTHERS.test(path);
}

function ranked(found: DefinitionIn[]): DefinitionIn[] {
  const sorted = found.sort((a, b) => b.score - a.score || a.file.length - b.file.length || a.line - b.line);
  const defining = sorted.filter(one => one.score >= DEFINES);
  return defining.length > 0 ? defining : sorted;
}
