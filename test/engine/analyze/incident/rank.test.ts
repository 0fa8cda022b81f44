/** Analysis, tests: the service at fault comes first, whatever the fault, and what merely follows from it comes after. */
import assert from 'node:assert/strict';
import { rankServices, type Suspicion } from '../../../../src/engine/analyze/incident/rank.ts';
import { type Faults, MOMENT, telemetry } from './scene.ts';

function ranked(faults: Faults, before: Faults = {}): Suspicion[] {
  return rankServices({
    telemetry: telemetry(MOMENT, 20, faults),
    passing: telemetry(0, 12, before),
    moment: MOMENT,
    until: MOMENT + 600_000,
  });
}

function told(suspicions: readonly Suspicion[]): string[] {
  return suspicions.map(({ service, kind }) => `${service} ${kind}`);
}

describe('services at fault', () => {
  it('none while all goes on as before', () => assert.deepEqual(ranked({}), []));

  it('a wrong value leads to another statement; its caller does not take the blame', () => {
    const found = ranked({ stock: 'none left' });
    assert.equal(told(found)[0], 'stock return');
    const [cause] = found[0].causes;
    assert.equal(cause.words, 'look goes from look to none left in 20 of 20 requests, 0 of 12 in the fault-free time');
    assert.ok((found.find(one => one.service === 'shop')?.score ?? 0) < found[0].score / 2);
  });

  it('an exception leads nowhere', () => {
    const found = ranked({ stock: null });
    assert.equal(told(found)[0], 'stock exception');
    assert.equal(found[0].causes[0].words, 'look ends right behind look in 20 of 20 requests, 0 of 12 in the fault-free time');
    assert.deepEqual(found[0].causes[0].passing, { ...found[0].causes[0].passing, member: 1 });
  });

  it('a caller that misbehaves by itself takes the blame', () =>
    assert.deepEqual(told(ranked({ shopFails: true })), ['shop return']));

  it('what has stopped failing is no fault', () => assert.deepEqual(ranked({}, { shopFails: true }), []));

  it('a processor that is busy from the moment on', () => assert.deepEqual(told(ranked({ pay: 97 })), ['pay cpu_contention']));

  it('a network that holds up one service, whoever is at the other end', () => {
    const found = ranked({ wire: 80 });
    assert.equal(told(found)[0], 'pay network_delay');
    assert.match(found[0].causes[0].words, /^its requests wait 8\d ms/);
  });

  it('a delay of who has no processor time is the processor’s', () =>
    assert.equal(told(ranked({ wire: 800, pay: 97 }))[0], 'pay cpu_contention'));

  it('one observation more or less tells of little', () => {
    const [first] = rankServices({
      telemetry: telemetry(MOMENT, 1, { stock: 'none left' }),
      passing: telemetry(0, 1),
      moment: MOMENT,
      until: MOMENT + 600_000,
    });
    assert.ok(first.score < 0.5);
  });
});
