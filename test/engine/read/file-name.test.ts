/** The tests of the reader: what a downloaded file is called. */
import assert from 'node:assert/strict';
import { fileNameOf } from '../../../src/engine/read/file-name.ts';

describe('the name of a download', () => {
  const url = new URL('http://host.example/dir/a%2Fb.tar.gz?x=1');
  const cases: [disposition: string | null, name: string][] = [
    [null, 'b.tar.gz'],
    ['attachment; filename="run 7.zip"', 'run 7.zip'],
    ["attachment; filename=x.zip; filename*=UTF-8''l%C3%B6g.zip", 'lög.zip'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\Windows\\\\evil.log"', 'evil.log'],
    ['attachment; filename="..."', 'b.tar.gz'],
    ['attachment; filename="nul.log"', '_nul.log'],
    ['attachment; filename="a:b*c.log"', 'a_b_c.log'],
  ];
  for (const [disposition, name] of cases) {
    it(`${disposition} → ${name}`, () => assert.equal(fileNameOf(disposition, url), name));
  }
});
