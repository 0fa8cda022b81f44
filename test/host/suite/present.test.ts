/** Test host: the extension is there and wakes on its own. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('is present', () => {
    assert.ok(vscode.extensions.all.length > 10);
  });
});
