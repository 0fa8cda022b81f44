/** Behind the mask: nothing hidden goes out, addresses come back, secrets only where they are compared. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Model, Reply, Turn } from '../../../src/agent/model.ts';
import { Mask } from '../../../src/agent/shield/mask.ts';
import { shielded } from '../../../src/agent/shield/shielded.ts';

const usage = { input: null, output: null, cache_read: 0, cache_written: 0 };
const life = { signal: new AbortController().signal };

function scripted(replies: readonly Reply['parts'][]) {
  const turns: Turn[] = [];
  const model: Model = {
    id: 's',
    name: 'S',
    vendor: 'scripted',
    window: 1000,
    price: null,
    count: text => text.length,
    async answer(turn, { onText }) {
      turns.push(structuredClone(turn));
      const parts = replies[turns.length - 1];
      for (const part of parts) if (part.kind === 'text') for (const letter of part.text) onText?.(letter);
      return { parts, stop: 'end', usage };
    },
  };
  return { model, turns };
}

function turnOf(messages: Turn['messages'], system = 'System of db1.example.com'): Turn {
  return { system, tools: [], messages, must: null, most: 100 };
}

const asked: Turn['messages'][number] = {
  from: 'user',
  parts: [{ kind: 'text', text: 'hunter22 was sent to 10.0.0.1; password=hunter22' }],
};

describe('shielded', () => {
  it('sends tokens and gives back what they stand for', async () => {
    const said: Reply['parts'] = [
      { kind: 'text', text: 'I look for <ip-1> and <secret-1>, not <ip-9>' },
      { kind: 'call', id: '1', tool: 'search_logs', input: { query: '"<ip-1>" <secret-1>', '<ip-1>': [{ a: '<ip-1>' }] } },
      { kind: 'call', id: '2', tool: 'query_log_server', input: { query: '<ip-1> <secret-1>' } },
      {
        kind: 'call',
        id: '3',
        tool: 'submit_findings',
        input: { claims: [{ title: '<secret-1>', evidence: [{ quote: 'password=<secret-1>' }] }] },
      },
    ];
    const { model, turns } = scripted([said, []]);
    const shield = shielded(model, new Mask());
    const first = await shield.answer(turnOf([asked]), life);
    assert.deepEqual(turns[0].messages[0].parts[0], { kind: 'text', text: '<secret-1> was sent to <ip-1>; password=<secret-1>' });
    assert.deepEqual(first.parts, [
      { kind: 'text', text: 'I look for 10.0.0.1 and <secret-1>, not <ip-9>' },
      { kind: 'call', id: '1', tool: 'search_logs', input: { query: '"10.0.0.1" <secret-1>', '10.0.0.1': [{ a: '10.0.0.1' }] } },
      { kind: 'call', id: '2', tool: 'query_log_server', input: { query: '10.0.0.1 <secret-1>' } },
      {
        kind: 'call',
        id: '3',
        tool: 'submit_findings',
        input: { claims: [{ title: '<secret-1>', evidence: [{ quote: 'password=hunter22' }] }] },
      },
    ]);
    await shield.answer(
      turnOf([
        asked,
        { from: 'model', parts: first.parts },
        { from: 'user', parts: [{ kind: 'result', id: '1', text: 'none at 10.0.0.1', failed: false }] },
      ]),
      life,
    );
    assert.deepEqual(turns[1].messages.slice(0, 2), [turns[0].messages[0], { from: 'model', parts: said }]);
    assert.equal((turns[1].messages[2].parts[0] as { text: string }).text, 'none at <ip-1>');
    assert.ok(!JSON.stringify(turns).includes('hunter22') && !JSON.stringify(turns).includes('10.0.0.1'));
  });

  it('begins each request as the one before, byte for byte, whatever was learned since', async () => {
    const { model, turns } = scripted([[{ kind: 'text', text: 'ok <host-1>' }], []]);
    const shield = shielded(model, new Mask());
    const { parts } = await shield.answer(turnOf([asked]), life);
    // A copy, as a record on disk gives it back.
    const copy = structuredClone(parts);
    await shield.answer(
      turnOf([asked, { from: 'model', parts: copy }, { from: 'user', parts: [{ kind: 'text', text: 'go on' }] }]),
      life,
    );
    assert.deepEqual(turns[1].messages[0], turns[0].messages[0]);
    assert.deepEqual(turns[1].messages[1].parts, [{ kind: 'text', text: 'ok <host-1>' }]);
  });

  it('gives streamed text whole, wherever it was cut', async () => {
    const piece = fc.constantFrom('<', '>', '<ip-1>', '<ip-', '1', 'a', '<secret-1>', '-', '<i', ' ');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async pieces => {
        const mask = new Mask();
        mask.mask('10.0.0.1');
        const heard: string[] = [];
        const { model } = scripted([[{ kind: 'text', text: pieces.join('') }]]);
        await shielded(model, mask).answer(turnOf([]), { ...life, onText: text => heard.push(text) });
        assert.equal(heard.join(''), mask.unmask(pieces.join('')));
        assert.ok(!heard.some(text => /<ip-1>/.test(text)));
      }),
    );
  });
});
