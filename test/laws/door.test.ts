/** Laws: the editor's door: small at activation, woken by somebody's wish only, at home beside the logs, careful in a workspace that nobody trusts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const MOST_LINES = 60;
const SOURCE = 'src/doors/vscode/extension.ts';

describe('the door of the editor', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

  it(`is a table of contents: activate and all around it have at most ${MOST_LINES} lines`, () => {
    const text = readFileSync(SOURCE, 'utf8');
    assert.ok(text.split('\n').length - 1 <= MOST_LINES, `${SOURCE} has ${text.split('\n').length - 1} lines`);
    const tree = ts.createSourceFile(SOURCE, text, ts.ScriptTarget.Latest, true);
    const activate = tree.statements.find(one => ts.isFunctionDeclaration(one) && one.name?.text === 'activate');
    assert.ok(activate, 'there is an activate');
    assert.match(activate.getText(tree), /catch \(failure\) \{\s*void tellFailure/, 'a failed activation is told');
  });

  it('wakes when one of its things is wanted, never with the editor or with any file of a kind', () => {
    const narrow = /^on(WebviewPanel|FileSystem|View|Command|ChatParticipant|LanguageModelTool|McpCollection|Uri)\b/;
    assert.deepEqual(
      manifest.activationEvents.filter((event: string) => !narrow.test(event)),
      [],
    );
  });

  it('runs where the logs are: on the machine of the workspace, be it remote', () => {
    assert.deepEqual(manifest.extensionKind, ['workspace']);
  });

  it('works with an untrusted and a virtual workspace, as far as it says there', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.ok(virtualWorkspaces.supported === 'limited' || virtualWorkspaces === true);
  });

  it('takes no path, address or limit from a workspace that nobody trusts', () => {
    const settings = manifest.contributes.configuration.flatMap((group: { properties: Record<string, { scope: string }> }) =>
      Object.entries(group.properties),
    ) as [string, { scope: string }][];
    const restricted: string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    const dangerous = settings.filter(([key]) => /home|url|path|folder|limit|model|command|program/i.test(key));
    assert.ok(dangerous.length > 10, 'there are settings to judge');
    for (const [key, { scope }] of dangerous) {
      assert.match(scope, /^machine/, key);
      assert.ok(restricted.includes(key), `${key} is restricted`);
    }
  });
});
