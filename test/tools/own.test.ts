/** Tests: what our own doors keep is answered beside the tools and offered to nobody else. */
import { deepEqual, equal } from 'node:assert/strict';
import { endpoints } from '../../src/doors/http/endpoints.ts';
import { openApi } from '../../src/doors/http/open-api.ts';
import { engineTable, ownTable } from '../../src/tools/own.ts';
import { table } from '../../src/tools/table.ts';
import { windowTable } from '../../src/tools/window.ts';

describe('what our own doors keep', () => {
  it('has names of its own, the same in the table', () => {
    for (const [name, verb] of Object.entries(ownTable)) {
      equal(verb.name, name);
      for (const taken of [table, windowTable]) equal(Object.hasOwn(taken, name), false, name);
    }
    equal(Object.keys(engineTable).length, Object.keys(table).length + Object.keys(ownTable).length);
  });

  it('stands in no document of what can be asked', () => {
    const told = JSON.stringify([openApi(true), endpoints]);
    deepEqual(
      Object.keys(ownTable).filter(name => told.includes(name)),
      [],
    );
  });
});
