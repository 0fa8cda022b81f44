/** Extension host: what package.json promises is there: commands, views, settings; and no setting asks for a secret. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { awake, investigator } from './editor.ts';

interface Contributes {
  commands: { command: string; title: string; category?: string }[];
  views: Record<string, { id: string; name: string }[]>;
  configuration: { properties: Record<string, { scope?: string; type?: string | string[]; markdownDescription?: string }> }[];
}

const contributes = (): Contributes => investigator().packageJSON.contributes;

const settings = () => contributes().configuration.flatMap(group => Object.entries(group.properties));

describe('contributed', () => {
  before(awake);

  it('every command of the manifest exists once the extension is awake', async () => {
    const there = new Set(await vscode.commands.getCommands(true));
    const missing = contributes().commands.filter(({ command }) => !there.has(command));
    assert.deepEqual(
      missing.map(({ command }) => command),
      [],
    );
  });

  it('every command is found in the palette under one category, with a title', () => {
    for (const { command, title, category } of contributes().commands) {
      assert.match(command, /^investigator\.[a-z][A-Za-z]+$/);
      assert.equal(category, 'Investigator', command);
      assert.doesNotMatch(title, /^%/, `${command} has a text`);
    }
  });

  it('every view can be shown', async () => {
    const ids = Object.values(contributes().views).flatMap(views => views.map(view => view.id));
    assert.ok(ids.includes('investigator.runs'));
    for (const id of ids) await vscode.commands.executeCommand(`${id}.focus`);
  });

  it('every setting is explained and has its default', () => {
    assert.ok(settings().length > 0);
    for (const [key, setting] of settings()) {
      assert.ok(setting.markdownDescription && !setting.markdownDescription.startsWith('%'), `${key} is explained`);
      assert.notEqual(vscode.workspace.getConfiguration().inspect(key)?.defaultValue, undefined, `${key} has a default`);
    }
  });

  it('no setting takes a secret, and a workspace cannot set a path or an address', () => {
    for (const [key, setting] of settings()) {
      assert.doesNotMatch(key, /token|secret|password|credential|apiKey/i);
      if (/home|url|path/i.test(key)) assert.match(setting.scope ?? '', /^machine/, key);
    }
  });
});
