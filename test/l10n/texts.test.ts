/** The bundle of texts to translate is complete: what the sources say is found in it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { BUNDLE, bundleText, textsIn } from './texts.ts';

describe('texts to translate', () => {
  it('are in the bundle, all of them and no others (npm run manifest)', () => {
    assert.deepEqual(JSON.parse(readFileSync(BUNDLE, 'utf8')), JSON.parse(bundleText()));
  });

  it('are found in calls, choices and marks', () => {
    assert.deepEqual(
      textsIn('a.tsx', "<b>{t('one')}</b>; t(x ? 'two' : 'three', { n: 1 }); said('four'); vscode.l10n.t('five'); other('six')"),
      ['one', 'two', 'three', 'four', 'five'],
    );
  });
});
