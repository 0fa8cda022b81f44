/** Analysis, agents: which instructions are left aside, and what only looks like it. */
import assert from 'node:assert/strict';
import { actsOf } from '../../../../../src/engine/analyze/agents/decisive/acts.ts';
import { deedsOfActs, deedsOfSteps } from '../../../../../src/engine/analyze/agents/decisive/deeds.ts';
import { ignoredIn } from '../../../../../src/engine/analyze/agents/decisive/instruction.ts';
import { agentDocuments } from '../../../../../src/engine/read/agents/documents.ts';
import { callsOf, runOf, stepsOf } from '../runs.ts';

/** What is told of the last act of an agent. */
function told(...history: object[]): string | null {
  const [run] = agentDocuments(JSON.stringify({ history }), 'run.json')?.runs ?? [];
  const last = [...deedsOfActs(actsOf(run), '').values()].at(-1);
  assert.ok(last);
  return ignoredIn(last);
}

const system = (content: string) => ({ role: 'system', content });
const user = (content: string) => ({ role: 'user', content });
const says = (content: string) => ({ role: 'assistant', content });
const calls = (...names: string[]) => ({
  role: 'assistant',
  content: '',
  tool_calls: names.map((name, at) => ({ id: `${name}-${at}`, function: { name, arguments: '{}' } })),
});

describe('an instruction left aside', () => {
  const POLICY = system(
    'Before taking actions that update the database, you must list the details and obtain explicit user confirmation (yes) to proceed.',
  );

  it('is a change that nobody confirmed', () => {
    const words = 'it calls cancel_order without the confirmation that its instructions ask for';
    assert.equal(told(POLICY, user('I bought the wrong one.'), calls('cancel_order')), words);
    assert.equal(told(POLICY, user('Yes, go ahead.'), calls('cancel_order')), null);
    assert.equal(told(POLICY, user('I bought the wrong one.'), calls('get_order')), null, 'reading changes nothing');
    assert.equal(told(system('Be kind.'), user('I bought the wrong one.'), calls('cancel_order')), null, 'nobody asked for it');
    assert.equal(told(POLICY, calls('cancel_order')), null, 'without a user nobody can be asked');
  });

  it('is a tool that was not to be used', () => {
    const words = 'it calls delete_file, which it was told not to use';
    assert.equal(told(system('Never use the `delete_file` tool.'), user('Tidy up.'), calls('delete_file')), words);
    assert.equal(told(user('Tidy up, but do not use delete_file.'), calls('delete_file')), null, 'what users say binds no tool');
    assert.equal(told(system('Never use the `delete_file` tool.'), user('Tidy up.'), calls('move_file')), null);
    for (const flat of [
      'Do not use delete_file or drop_table.',
      'You must not call delete_file',
      'Work without using delete_file, please.',
    ])
      assert.equal(told(system(flat), user('Tidy up.'), calls('delete_file')), words, flat);
    for (const allowed of [
      'Do not use delete_file more than twice.',
      'Never use delete_file to empty a folder.',
      'Do not call delete_file unless asked.',
    ])
      assert.equal(told(system(allowed), user('Tidy up.'), calls('delete_file')), null, allowed);
  });

  it('is a tool whose turn had not come', () => {
    const ORDER = system('Always call verify_user before you call get_order.');
    assert.equal(told(ORDER, user('Hi'), calls('get_order')), 'it calls get_order without verify_user, which was to come first');
    assert.equal(told(ORDER, user('Hi'), calls('verify_user'), user('…'), calls('get_order')), null);
    assert.equal(told(ORDER, user('Hi'), calls('verify_user', 'get_order')), null);
  });

  it('is another site or file than the one to go to', () => {
    const lead = (content: string) => ({ role: 'Lead (-> Surfer)', content });
    const at = (address: string) => ({
      role: 'Surfer',
      content: `I clicked. Here is a screenshot of [A page](${address}). It shows`,
    });
    const begin = user('Find it.');
    const words = 'it was sent to example.org and is at shop.test';
    assert.equal(told(begin, lead('Open https://www.example.org/list and read it.'), at('https://www.shop.test/list')), words);
    assert.equal(told(begin, lead('Open https://www.example.org/list.'), at('https://example.org/list?page=2')), null);
    assert.equal(told(begin, lead('Look for it.'), at('https://www.shop.test/')), null);
    assert.equal(told(begin, lead('Look at example.org.'), at('https://find.test/search?q=example')), null, 'the way there');
    const viewer = { role: 'Surfer', content: 'Address: file:///srv/other.csv\nViewport position: page 1' };
    assert.equal(
      told(begin, lead('Open the file data/sales.csv.'), viewer),
      'it was sent to data/sales.csv and is at file:///srv/other.csv',
    );
  });

  it('is an answer in another form than JSON', () => {
    const FORM = system('Respond only with valid JSON.');
    assert.equal(told(FORM, user('Hi'), says('Hello!')), 'it does not answer in JSON, as it was told to');
    assert.equal(told(FORM, user('Hi'), says('```json\n{"a":1}\n```')), null);
    assert.equal(told(FORM, user('Hi'), says('[1]')), null);
    assert.equal(told(system('You may return JSON.'), user('Hi'), says('Hello!')), null);
  });

  it('is found in the steps of a run too', () => {
    const [one] = stepsOf('clean');
    const run = runOf({
      steps: [{ ...one, input_summary: 'Clean the folder without using rm.' }],
      tool_calls: callsOf({ tool_name: 'rm', step_id: one.step_id }),
    });
    assert.equal(ignoredIn(deedsOfSteps(run).get('step-1')!), 'it calls rm, which it was told not to use');
  });

  it('is looked for in a time that grows with the text alone', () => {
    for (const piece of ['a.', 'a-', 'open a/', 'before obtain ', 'call a_b before ', 'never use ']) {
      const text = piece.repeat(100_000 / piece.length);
      const words = told(system(text), user('Hi'), calls('look'));
      assert.ok(words === null || words.length > 0);
    }
  });
});
