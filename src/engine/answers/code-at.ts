/** The answers: a source file as it was at a commit. */
import { relative, resolve, sep } from 'node:path';
import { Fault } from '../../base/fault.ts';
import type { SourceText } from '../../model/code.ts';
import type { Gap } from '../../model/coverage.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { commitNamed, fileAt, repositoryOf } from '../code/git.ts';
import type { CallLife, Workshop } from '../workshop.ts';

/** Characters that an answer holds at most. */
const MOST = 4_000_000;

/** Throws `input_missing` when there is no repository, commit or file. */
export async function readSourceAt(
  shop: Workshop,
  request: Proved<typeof table.read_source_at>,
  { signal }: CallLife,
): Promise<SourceText> {
  const file = resolve(shop.cwd, request.file);
  const top = await repositoryOf(file, signal);
  if (top === null) throw new Fault('input_missing', { input: `git repository around ${file}` });
  const asking = { folder: top, signal };
  const commit = await commitNamed(asking, request.commit);
  if (commit === null) throw new Fault('input_missing', { input: `commit ${request.commit} in ${top}` });
  const whole = await fileAt(asking, commit, relative(top, file).split(sep).join('/'));
  if (whole === null) throw new Fault('input_missing', { input: `${file} as of commit ${commit.slice(0, 10)}` });
  const text = whole.slice(0, MOST);
  const gaps: Gap[] =
    text.length < whole.length
      ? [{ kind: 'cut', member: file, words: `Only the first ${MOST.toLocaleString('en-US')} characters are shown.` }]
      : [];
  return { file, commit, text, gaps };
}
