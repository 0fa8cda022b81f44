/** The knowledge, tests: how alike failures are: by category, messages and words, the rarer the more. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { PastFailures } from '../../../../src/engine/knowledge/similar/past-failures.ts';
import { traitsOf } from '../../../../src/engine/knowledge/similar/traits.ts';
import type { Category } from '../../../../src/model/category.ts';
import type { Role } from '../../../../src/model/report.ts';
import type { Sketch } from '../../../../src/model/similar.ts';

function sketch(category: Category | null, ...lines: (readonly [Role | null, string])[]): Sketch {
  const place = (line: number) => ({ source: 'a1b2c3d4e5f6', member: 'a.log', line: line + 1 });
  return { category, summary: '', lines: lines.map(([role, text], at) => ({ place: place(at), role, text })), actions: [] };
}

const DISK = ['cause', 'write failed: No space left on device'] as const;
const RETRY = ['echo', 'connection to peer lost, retrying'] as const;

function past(of: Readonly<Record<string, Sketch>>): PastFailures<string> {
  const failures = new PastFailures<string>();
  for (const [name, one] of Object.entries(of)) failures.put(name, traitsOf(one));
  return failures;
}

const every = () => true;

describe('past failures', () => {
  const asked = traitsOf(sketch('disk_full', DISK, RETRY));

  it('put what shares cause, message and category before what shares an echo', () => {
    const failures = past({
      echo: sketch('crash', RETRY, ['cause', 'segmentation fault in worker']),
      same: sketch('disk_full', DISK),
      other: sketch('lint', ['cause', 'unused variable in module']),
    });
    const found = failures.search(asked, every);
    deepEqual(
      found.map(one => one.key),
      ['same', 'echo'],
    );
    const [best] = found;
    const [first, second] = best.shared;
    deepEqual([first.kind, first.text, first.here?.line, first.there?.line], ['message', DISK[1], 1, 1]);
    deepEqual([second.kind, second.text], ['category', 'disk_full']);
    ok(Math.abs(best.score - best.shared.reduce((sum, one) => sum + one.counts, 0)) < 1e-9);
  });

  it('are the same in full with themselves, and what only stands at the edge counts less', () => {
    const failures = past({ self: sketch('disk_full', DISK, RETRY), edge: sketch('disk_full', ['context', DISK[1]], RETRY) });
    const [self, edge] = failures.search(asked, every);
    equal(self.score.toFixed(6), '1.000000');
    ok(edge.score < 0.8, `${edge.score}`);
  });

  it('make of a rare message more than of one that all have', () => {
    const common = ['echo', 'connection to peer lost'] as const;
    const rare = ['echo', 'checksum of shard differs'] as const;
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`all${at}`, sketch(null, common)]));
    const found = past({ ...many, rare: sketch(null, rare) }).search(traitsOf(sketch(null, common, rare)), every);
    equal(found[0].key, 'rare');
  });

  it('ask nothing of the kind unknown', () => {
    const failures = past({ unknown: sketch('unknown', ['cause', 'something else went wrong']) });
    deepEqual(failures.search(traitsOf(sketch('unknown', DISK)), every), []);
  });

  it('forget what is removed, and count a failure once that is put again', () => {
    const failures = past({ one: sketch('disk_full', DISK), two: sketch('crash', RETRY) });
    const before = failures.search(asked, every);
    failures.put('one', traitsOf(sketch('disk_full', DISK)));
    deepEqual(failures.search(asked, every), before);
    failures.remove('one');
    failures.remove('one');
    deepEqual(
      failures.search(asked, every).map(one => one.key),
      ['two'],
    );
    deepEqual(
      failures.search(asked, key => key !== 'two'),
      [],
    );
    deepEqual(past({}).search(asked, every), []);
  });
});
