/** The store: what is found out once of a whole source before its index is shown: clocks that differ, and what its tests say. */
import type { Gap } from '../../model/coverage.ts';
import type { TestResults } from '../../model/tests.ts';
import { correctedTimes, type Pause } from './corrected.ts';
import { type Database, guarded, type Whereabouts } from './open.ts';
import { Source } from './source.ts';

export interface Findings {
  /** Milliseconds by which a member's stamps are ahead of the others', by member id. */
  readonly ahead: ReadonlyMap<number, number>;
  readonly gaps: readonly Gap[];
  readonly tests: TestResults | null;
}

export interface Survey {
  /** The draft's times are as stamped. Throws cancelled. */
  readonly look: (draft: Source, pause: Pause) => Promise<Findings>;
  readonly pause: Pause;
}

/** Surveys the index that is being written through `db`, and writes down what was found. Throws cancelled, disk_full. */
export async function writeFindings(db: Database, where: Whereabouts, { look, pause }: Survey): Promise<void> {
  guarded(where, () => db.prepare("INSERT INTO meta VALUES ('tests', 'null')").run());
  const draft = Source.draft(where, db);
  try {
    const { ahead, gaps, tests } = await look(draft, pause);
    const corrected = ahead.size > 0 ? await correctedTimes(draft, ahead, pause) : null;
    guarded(where, () => {
      if (tests) db.prepare("UPDATE meta SET value = ? WHERE key = 'tests'").run(JSON.stringify(tests));
      writeGaps(db, gaps);
      for (const [member, ms] of ahead) shiftMember(db, member, ms);
      corrected?.write(db);
    });
  } finally {
    draft.forget();
  }
}

export function writeGaps(db: Database, gaps: readonly Gap[]): void {
  const gap = db.prepare('INSERT INTO gap (record) VALUES (?)');
  for (const one of gaps) gap.run(JSON.stringify(one));
}

function shiftMember(db: Database, member: number, ahead: number): void {
  db.prepare('INSERT INTO clock VALUES (CAST(? AS INT), ?)').run(member, ahead);
  db.prepare('UPDATE member SET first_at = first_at - ?, last_at = last_at - ? WHERE id = CAST(? AS INT)').run(
    ahead,
    ahead,
    member,
  );
  db.prepare('UPDATE block SET min_at = min_at - ?, max_at = max_at - ? WHERE member = CAST(? AS INT)').run(ahead, ahead, member);
}
