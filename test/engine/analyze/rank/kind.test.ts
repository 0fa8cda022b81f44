/** Analysis: which members are journals, and which hold what tools print. */
import assert from 'node:assert/strict';
import { divide } from '../../../../src/engine/analyze/rank/kind.ts';
import type { Corpus } from '../../../../src/model/corpus.ts';
import { memoryCorpus } from '../memory-corpus.ts';

const stamped = (count: number, words: string) =>
  Array.from({ length: count }, (_, i) => `${new Date(1e12 + i * 1000).toISOString()} ${words.replace('#', String(i))}`);

/** Paths of the journals and of the printed members; `format` says as what all members were read. */
function kinds(files: Record<string, string[]>, format?: string) {
  const corpus = memoryCorpus(Object.fromEntries(Object.entries(files).map(([path, lines]) => [path, lines.join('\n')])));
  const read: Corpus = format ? { ...corpus, members: corpus.members.map(member => ({ ...member, format })) } : corpus;
  const { journals, printed } = divide(read, 'hybrid');
  return [journals, printed].map(members => members.map(member => member.path));
}

describe('kinds of members', () => {
  it('a journal states time and level; stamped output of tools does not', () => {
    const files = {
      service: stamped(50, 'INFO step # done'),
      tool: stamped(50, 'step # done'),
      bare: Array(50).fill('step done'),
    };
    assert.deepEqual(kinds(files), [['service'], ['tool', 'bare']]);
    assert.deepEqual(kinds({ tool: files.tool }, 'stamped'), [[], ['tool']]);
    assert.deepEqual(kinds({ tool: files.tool }, 'syslog'), [['tool'], []]);
  });

  it('what ends as builds do is no journal', () => {
    assert.deepEqual(kinds({ build: [...stamped(50, 'INFO step # done'), ...stamped(1, 'BUILD FAILED')] }), [[], ['build']]);
  });

  it('results of tests are left to those who read them', () => {
    assert.deepEqual(kinds({ 'junit.xml': ['<testsuites/>'] }, 'junit-xml'), [[], []]);
  });

  it('what is too long to read line by line is judged by its templates', () => {
    const long = Array.from({ length: 200_001 }, () => 'x');
    assert.deepEqual(kinds({ long, short: ['x'] }), [['long'], ['short']]);
  });
});
