/** How a terminal shows answers: colour only where it is wanted, links only to files that are there. */
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileLinks, terminalView } from '../../../src/doors/cli/view.ts';
import type { Run } from '../../../src/model/run.ts';

const run = (inputs: string[]) => ({ sources: ['s'], inputs }) as unknown as Run;
const screen = { isTTY: true, columns: 300 } as unknown as NodeJS.WriteStream;
const pipe = {} as NodeJS.WriteStream;

describe('view of a terminal', () => {
  it('has colour on a screen unless NO_COLOR or a dumb terminal says no', () => {
    assert.equal(terminalView(screen, [], {}).colour, true);
    assert.equal(terminalView(screen, [], { NO_COLOR: '1' }).colour, false);
    assert.equal(terminalView(screen, [], { TERM: 'dumb' }).colour, false);
    assert.equal(terminalView(pipe, [], {}).colour, false);
    assert.equal(terminalView(pipe, [], { FORCE_COLOR: '1' }).colour, true);
  });

  it('keeps lines readable on wide screens', () => {
    assert.equal(terminalView(screen, [], {}).width, 140);
    assert.equal(terminalView(pipe, [], {}).width, 100);
  });

  it('links to a line of a plain file, in a folder or given itself', () => {
    const here = resolve('test/doors/cli');
    const target = `${pathToFileURL(join(here, 'view.test.ts')).href}#L3`;
    const place = { source: 's', member: 'view.test.ts', line: 3 };
    assert.equal(fileLinks([run([here])])(place), target);
    assert.equal(fileLinks([run([join(here, 'view.test.ts')])])(place), target);
  });

  it('links neither into archives nor to what is gone', () => {
    const link = fileLinks([run([resolve('test')])]);
    assert.equal(link({ source: 's', member: 'a.tar!/b.log', line: 1 }), null);
    assert.equal(link({ source: 's', member: 'gone.log', line: 1 }), null);
    assert.equal(link({ source: 'other', member: 'x.log', line: 1 }), null);
  });
});
