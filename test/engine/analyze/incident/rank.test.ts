/** Analysis, tests: the service at fault comes first, whatever the fault, and what merely follows from it comes after. */
import assert from 'node:assert/strict';
import { rankServices, type Suspicion } from '../../../../src/engine/analyze/incident/rank.ts';
import { type Faults, MOMENT, telemetry } from './scene.ts';

function ranked(faults: Faults, before: Faults = {}): Suspicion[] {
  return rankServices({
    telemetry: telemetry(MOMENT, 20, faults),
    passing: telemetry(0, 12, before),
    calm: MOMENT,
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
    assert.equal(cause.words, 'look goes from look to none left 20 of 20 times, 0 of 12 in the fault-free time');
    assert.ok((found.find(one => one.service === 'shop')?.score ?? 0) < found[0].score / 2);
  });

  it('an exception leads nowhere', () => {
    const found = ranked({ stock: null });
    assert.equal(told(found)[0], 'stock exception');
    assert.equal(found[0].causes[0].words, 'look ends right behind look 20 of 20 times, 0 of 12 in the fault-free time');
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

  it('a network that holds up from some time after the moment on', () => {
    const [calm, slow] = [telemetry(MOMENT, 15), telemetry(MOMENT + 15_000, 12, { wire: 80 })];
    const both = { ...calm, spans: [...calm.spans, ...slow.spans], statements: [...calm.statements, ...slow.statements] };
    const scene = { telemetry: both, passing: telemetry(0, 12), calm: MOMENT, moment: MOMENT, until: MOMENT + 600_000 };
    assert.equal(told(rankServices(scene))[0], 'pay network_delay');
  });

  it('a delay of who has no processor time is the processor’s', () =>
    assert.equal(told(ranked({ wire: 800, pay: 97 }))[0], 'pay cpu_contention'));

  it('a fault that sets in some time after the moment', () => {
    const [calm, wrong] = [telemetry(MOMENT, 15), telemetry(MOMENT + 15_000, 10, { stock: 'none left' })];
    const both = { ...calm, spans: [...calm.spans, ...wrong.spans], statements: [...calm.statements, ...wrong.statements] };
    const found = rankServices({
      telemetry: both,
      passing: telemetry(0, 12),
      calm: MOMENT,
      moment: MOMENT,
      until: MOMENT + 600_000,
    });
    assert.equal(told(found)[0], 'stock return');
    assert.match(found[0].causes[0].words, / 10 of the last 10 times, 0 of 12 /);
  });

  it('clocks of machines that differ do not turn the blame to the caller', () => {
    const { spans, statements, samples } = telemetry(MOMENT, 20, { stock: 'none left' });
    const late = (service: string | undefined) => (service === 'stock' ? 500 : 0);
    const serviceOf = new Map(spans.map(span => [span.id, span.service]));
    const skewed = {
      spans: spans.map(span => ({ ...span, from: span.from + late(span.service), to: span.to + late(span.service) })),
      statements: statements.map(one => ({ ...one, at: one.at + late(serviceOf.get(one.span)) })),
      samples,
    };
    const found = rankServices({
      telemetry: skewed,
      passing: telemetry(0, 12),
      calm: MOMENT,
      moment: MOMENT,
      until: MOMENT + 600_000,
    });
    assert.equal(told(found)[0], 'stock return');
  });

  it('what the fault-free time never did is compared with the time right before the moment', () => {
    const earlier = telemetry(MOMENT - 60_000, 12);
    const now = telemetry(MOMENT, 20, { stock: 'none left' });
    const all = { ...now, spans: [...earlier.spans, ...now.spans], statements: [...earlier.statements, ...now.statements] };
    const calm = telemetry(0, 12);
    const passing = { ...calm, spans: calm.spans.filter(span => span.service !== 'stock') };
    const found = rankServices({ telemetry: all, passing, calm: MOMENT, moment: MOMENT, until: MOMENT + 600_000 });
    assert.equal(told(found)[0], 'stock return');
  });

  it('traces that run in circles end', () => {
    const { spans, ...rest } = telemetry(MOMENT, 5, { stock: 'none left' });
    const circular = spans.map(span => (span.parent === '' ? { ...span, parent: span.id.replace('shop', 'ask') } : span));
    const scene = {
      telemetry: { spans: circular, ...rest },
      passing: telemetry(0, 12),
      calm: MOMENT,
      moment: MOMENT,
      until: MOMENT + 600_000,
    };
    assert.equal(told(rankServices(scene))[0], 'stock return');
  });

  it('one observation more or less tells of little', () => {
    const [first] = rankServices({
      telemetry: telemetry(MOMENT, 1, { stock: 'none left' }),
      passing: telemetry(0, 1),
      calm: MOMENT,
      moment: MOMENT,
      until: MOMENT + 600_000,
    });
    assert.ok(first.score < 0.5);
  });
});
