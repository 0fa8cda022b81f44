/** Workbench: a person has the sentence model downloaded: asked first, told after, and documents are then found by what they mean. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTinyModel } from '../../engine/knowledge/tiny-model.ts';
import { type Hub, openHub } from '../../stand-in/hub.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';

const NAME = 'tests/tiny';

describe('the sentence model, downloaded by a person', () => {
  let folder: string;
  let hub: Hub;
  let workbench: Workbench;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'workbench-model-'));
    makeTinyModel(join(folder, 'published'), NAME);
    hub = await openHub(join(folder, 'published'), NAME);
    workbench = await openWorkbench({
      settings: { 'investigator.knowledge.hub': hub.url, 'investigator.knowledge.model': NAME },
    });
    await workbench.openContainer('Investigator');
  });
  after(async () => {
    await workbench?.close();
    await hub?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench?.failed(this.currentTest.fullTitle());
  });

  const dialog = () => workbench.page.locator('.monaco-dialog-box');
  const weights = () => join(workbench.home, 'models', NAME, 'onnx/model.onnx');

  it('asks before anything is asked of the hub, and does nothing where the answer is no', async () => {
    await workbench.run('Investigator: Download Sentence Model…');
    await dialog().waitFor();
    assert.match(
      await dialog().innerText(),
      /Download the sentence model tests\/tiny from http:[\s\S]*nothing of your documents/,
    );
    await workbench.picture('sentence-model-asked');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    assert.deepEqual([hub.asked.length, existsSync(weights())], [0, false]);
  });

  it('brings it where the answer is yes, and says where it lies', async () => {
    await workbench.run('Investigator: Download Sentence Model…');
    await dialog().getByRole('button', { name: 'Download' }).click();
    await workbench.told(/Documents are found by tests\/tiny too; it lies in /);
    await workbench.picture('sentence-model-there');
    assert.ok(existsSync(weights()));
  });
});
