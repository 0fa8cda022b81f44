/** Whether a file holds test results and is written to its end. */
import assert from 'node:assert/strict';
import { wholeness } from '../../../../src/doors/vscode/watch/whole.ts';

const of = (name: string, text: string) => wholeness(name, text.slice(0, 100), text.slice(-100));
const XML = '<?xml version="1.0"?>\n<!-- made by a tool -->\n';
const CASE = '<testcase name="a"><failure>no</failure></testcase>';

describe('a file of test results', () => {
  it('is known by its root, and whole when that is closed', () => {
    const told = [
      `${XML}<testsuites><testsuite name="a">${CASE.repeat(9)}</testsuite></testsuites>\n`,
      `<testsuite name="a" tests="1">${CASE}</testsuite><!-- bye -->\n`,
      `${XML}<testsuites tests="0"/>`,
      `${XML}<testsuites><testsuite name="a">${CASE}</testsuite>`,
      `<testsuite name="a">${CASE}<testcase name="b"/>`,
      '<?xml version="1.0"?>\n',
      '',
      '<project><modelVersion/></project>',
      'no xml',
    ].map(text => of('TEST-a.xml', text));
    assert.deepEqual(told, ['results', 'results', 'results', 'torn', 'torn', 'torn', 'torn', 'other', 'other']);
  });

  it('is CTRF where it is JSON', () => {
    const told = [
      '{"results":{"tool":{"name":"x"},"tests":[]}}\n',
      '{"reportFormat":"CTRF","resul',
      '{"name":"shop"}',
      '[1]',
      ' ',
    ].map(text => of('ctrf.json', text));
    assert.deepEqual(told, ['results', 'torn', 'other', 'other', 'torn']);
  });
});
