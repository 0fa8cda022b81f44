/** The table, tests: a text as it is compared with what stands in a file; a difference writes `.actual` beside it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** `name` is a file beside this one, or beside the module `from`, without `.golden`. To accept a change, rename the `.actual` file. */
export function assertGolden(name: string, actual: string, from: string = import.meta.url): void {
  const golden = new URL(`./${name}.golden`, from);
  const beside = new URL(`./${name}.actual`, from);
  const expected = existsSync(golden) ? readFileSync(golden, 'utf8') : '';
  if (actual === expected) {
    rmSync(beside, { force: true });
    return;
  }
  writeFileSync(beside, actual);
  assert.equal(actual, expected, `${name}.actual differs from ${name}.golden`);
}
