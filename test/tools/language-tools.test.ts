/** Tools for VS Code's agents: seen by the agent mode, each with a name of its own behind `#`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { editorTools } from '../../src/doors/vscode/agents/editor-tools.ts';
import { table } from '../../src/tools/table.ts';

describe('language-model tools of the manifest', () => {
  const { languageModelTools: tools } = JSON.parse(readFileSync('package.json', 'utf8')).contributes;

  it("are the whole table and the editor's own, and visible: referenced in prompts by a name of their own", () => {
    assert.deepEqual(
      tools.map((tool: { name: string }) => tool.name),
      [...Object.keys(table), ...Object.keys(editorTools)].map(name => `investigator_${name}`),
    );
    const references = tools.map((tool: { toolReferenceName: string }) => tool.toolReferenceName);
    assert.equal(new Set(references).size, tools.length);
    assert.ok(references.includes('investigate'));
    for (const { name, canBeReferencedInPrompt, toolReferenceName, icon, modelDescription } of tools) {
      assert.equal(canBeReferencedInPrompt, true, name);
      assert.match(toolReferenceName, /^[a-z][A-Za-z]+$/, name);
      assert.match(icon, /^\$\([a-z-]+\)$/, name);
      assert.ok(modelDescription.length > 40, name);
    }
  });
});
