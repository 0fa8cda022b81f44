/** A user's own patterns hide what they fit; those that could hang are refused with a reason. */
import assert from 'node:assert/strict';
import { Mask } from '../../../src/agent/shield/mask.ts';
import { userDetectors } from '../../../src/agent/shield/user-patterns.ts';

describe('user patterns', () => {
  it('hide what they fit, groups or not', () => {
    const { detectors, refused } = userDetectors(['ACME-\\d+', '(Falcon|Eagle) project', 'cust-[a-z]+-[0-9]+', '\\(\\d{3}\\)']);
    assert.deepEqual(refused, []);
    const mask = new Mask({ custom: detectors });
    const text = 'ACME-17 in the Eagle project of cust-abc-9 (123)';
    assert.equal(mask.mask(text), '<custom-1> in the <custom-2> of <custom-3> <custom-4>');
    assert.equal(mask.unmask(mask.mask(text)), text);
  });

  it('are refused one by one', () => {
    const { detectors, refused } = userDetectors([
      '(',
      'a*',
      '(a+)+b',
      '(?:a|aa)+$',
      '(a+\\\\)+',
      '.*.*.*=',
      '(a)\\1',
      'x'.repeat(501),
      'ok',
    ]);
    assert.deepEqual(
      refused.map(({ pattern, why }) => `${pattern.slice(0, 10)} ${why}`),
      [
        '( is no regular expression',
        'a* also fits no text at all',
        '(a+)+b repeats a group that itself repeats or chooses, which could take for ever',
        '(?:a|aa)+$ repeats a group that itself repeats or chooses, which could take for ever',
        '(a+\\\\)+ repeats a group that itself repeats or chooses, which could take for ever',
        '.*.*.*= has more than 2 repeats without an end; write such as {1,40}',
        '(a)\\1 names or recalls a group',
        'xxxxxxxxxx is longer than 500 characters',
      ],
    );
    assert.deepEqual(
      detectors.map(one => one.name),
      ['ok'],
    );
  });

  it('take their time on no line', () => {
    const mask = new Mask({ custom: userDetectors(['\\w+-\\w+=', '.*x.*=']).detectors });
    const before = performance.now();
    mask.mask('a'.repeat(45_000));
    assert.ok(performance.now() - before < 8000, `took ${performance.now() - before}`);
  }).timeout(20_000);
});
