/** Kept answers of outside systems: what was wanted least recently goes when there is no more room. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../../src/engine/store/migrations.ts';
import { type Database, openDatabase } from '../../../src/engine/store/open.ts';
import { getReply, keepReply } from '../../../src/engine/store/replies.ts';

const HOUR = 3_600_000;

describe('kept answers', () => {
  let folder: string;
  let db: Database;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'replies-'));
    db = openDatabase(join(folder, 'notebook.db'), { readonly: false });
    migrate(db);
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const keep = (key: string, bytes: number, now: number) =>
    keepReply(db, { key, body: new Uint8Array(bytes) }, { now, room: 1000 });
  const kept = (now: number) => ['a', 'b', 'c', 'd', 'e'].filter(key => getReply(db, key, now));

  it('go by when they were last wanted', () => {
    for (const [at, key] of ['a', 'b', 'c', 'd'].entries()) keep(key, 250, at);
    getReply(db, 'a', 2 * HOUR);
    keep('e', 250, 3 * HOUR);
    assert.deepEqual(kept(3 * HOUR), ['a', 'c', 'd', 'e']);
  });

  it('are not kept when they would push out all others', () => {
    keep('a', 250, 0);
    keep('b', 251, 1);
    assert.deepEqual(kept(1), ['a']);
  });

  it('give way to a newer answer to the same question', () => {
    keep('a', 250, 0);
    keep('a', 100, 1);
    assert.equal(getReply(db, 'a', 1)?.length, 100);
  });
});
