/** The code room: the definition of an agent's tool, as people write tools in several languages and frameworks, and what only looks like one. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { definedIn } from '../../../src/engine/code/defined.ts';
import { definitionsIn, spellingsOf } from '../../../src/engine/code/definition.ts';
import { walkTree } from '../../../src/engine/code/tree.ts';

const best = (tool: string, text: string) => {
  const [one] = definitionsIn(text, spellingsOf(tool));
  return one && `${one.line}:${one.column} ${one.score.toFixed(2)} ${one.reason}`;
};

describe('definition of a tool', () => {
  it('is found as frameworks write it', () => {
    const marked = 'a function of this name, marked as a tool';
    const registered = 'registered as a tool of this name';
    const schema = 'a schema of a tool of this name';
    const told: [string, string | undefined][] = [
      ['@tool\ndef find_order(id: str):\n    """Finds."""', `2:5 0.97 ${marked}`],
      ['@mcp.tool(\n    annotations={},\n)\nasync def find_order(id):', `4:11 0.97 ${marked}`],
      ['@property\ndef other(self): ...\ndef find_order(id):', '3:5 0.85 a function of this name'],
      ["server.registerTool('find_order', { description: '…' }, run)", `1:22 0.95 ${registered}`],
      ["tool(\n  'x')\nconst t = defineTool({ name: 'find_order',", `3:31 0.95 ${registered}`],
      ['{\n  "name": "find_order",\n  "description": "finds",\n  "parameters": {}\n}', `2:12 0.93 ${schema}`],
      ['class FindOrder(BaseTool):\n    name: str = "find_order"\n    description: str = "finds"', `2:18 0.93 ${schema}`],
      [
        'var t = mcp.Tool{\n\tName: "x",\n}\nfunc (s *Server) find_order(ctx context.Context) {',
        '4:18 0.85 a function of this name',
      ],
      ['  public Order find_order(String id) {', '1:16 0.85 a function of this name'],
      ['export const find_order = tool({', '1:14 0.80 a value of this name'],
      ['const tools = {\n  find_order: tool({', '2:3 0.65 an entry of this name'],
      ['call_tool("find_order", {})', undefined],
      ['await client.callTool({ name: "find_order", arguments: {} })', undefined],
      ['{ "tool_calls": [{ "function": {\n "name": "find_order",\n "arguments": "{}" } }] }', undefined],
      ['def find_orders(id): ...', undefined],
      ['allowed = ["find_order"]', '1:13 0.35 the name, as text'],
    ];
    for (const [text, expected] of told) assert.equal(best('find_order', text), expected, text);
  });

  it('is found however the run spells it', () => {
    const text = 'export async function findOrder(id: string) {';
    for (const tool of ['findOrder', 'find_order', 'find-order', 'shop.findOrder', 'mcp__shop__find_order'])
      assert.match(best(tool, text) ?? '', /^1:23 /, tool);
    assert.equal(best('shop.run', 'def run(): ...'), undefined, 'a short last part is no name');
  });

  it('never breaks on a name or a text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (tool, text) => {
        for (const { score } of definitionsIn(`${text}${tool}"${tool}"`, spellingsOf(tool))) assert.ok(score >= 0 && score <= 1);
      }),
    );
  });

  it('is looked for in all files but those that are ignored, tests last', async () => {
    const root = mkdtempSync(join(tmpdir(), 'tool-source-'));
    const files = {
      '.gitignore': 'gone/\n',
      'gone/tools.py': '@tool\ndef find_order(id): ...\n',
      'tests/test_tools.py': '@tool\ndef find_order(id): ...\n',
      'src/tools.py': 'x = 1\n\ndef find_order(id): ...\n',
      'README.md': 'def find_order(id)\n',
      'data.json': '{"tool_name": "find_order", "args_json": {}}\n',
      'picture.py': '\0def find_order(id)',
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    try {
      const life = { signal: new AbortController().signal, onProgress: () => undefined };
      const tree = await walkTree({ root, exclude: [] });
      const { found, files } = await definedIn([tree], 'find_order', life);
      assert.deepEqual(
        found.map(one => [one.file.slice(root.length + 1), one.line, one.score.toFixed(2)]),
        [
          ['src/tools.py', 3, '0.85'],
          ['tests/test_tools.py', 2, '0.72'],
        ],
      );
      assert.equal(files, 4);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
