/** Tests: a query that asks for what is new becomes one over templates. */
import assert from 'node:assert/strict';
import { compile } from '../../../src/engine/query/match.ts';
import { parseQuery } from '../../../src/engine/query/parse.ts';
import { asksForNew, settled } from '../../../src/engine/query/settle.ts';

const row = (template: number) => ({
  text: 'boom',
  at: null,
  level: 5,
  template,
  member: 'a.log',
  source: 's',
  continued: false,
});

describe('a query for what is new', () => {
  it('is told from others, however deep it stands', () => {
    assert.deepEqual(
      ['new:true', 'a -(b OR new:false)', 'a OR level:error', '"new:true"'].map(text => asksForNew(parseQuery(text))),
      [true, true, false, false],
    );
  });

  it('fits the templates that are new, or all others', () => {
    const fits = (text: string) => {
      const test = compile(settled(parseQuery(text), [3, 5]));
      return [2, 3, 5].filter(template => test(row(template)));
    };
    assert.deepEqual(['new:true', 'new:false', 'boom -new:true', 'template:3 new:true', 'template:2 OR new:true'].map(fits), [
      [3, 5],
      [2],
      [2],
      [3],
      [2, 3, 5],
    ]);
  });

  it('must be settled before it runs', () => {
    assert.throws(() => compile(parseQuery('new:true')), /settled/);
  });
});
