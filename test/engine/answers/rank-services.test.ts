/** The answers: an incident from files on disk, to places that can be opened. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Fault } from '../../../src/base/fault.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { formatPlace, type Place } from '../../../src/model/place.ts';
import { incidentText } from '../../../src/tools/render/incident.ts';
import { plainView } from '../../../src/tools/tool.ts';

const MOMENT = Date.UTC(2026, 2, 1, 12, 0, 0);

/** A cart asks a stock, which finds nothing from the moment on; all as collectors export it. */
function write(folder: string, from: number, found: string): void {
  const spans = ['TraceID,SpanID,ParentID,PodName,OperationName,StartTimeUnixNano,EndTimeUnixNano'];
  const logs = ['Timestamp,PodName,TraceID,SpanID,Log'];
  for (let n = 0; n < 12; n++) {
    const [outer, inner] = [`${n}`.padStart(16, 'a'), `${n}`.padStart(16, 'b')];
    const trace = `${n}`.padStart(32, 'c');
    const at = from + n * 1000;
    spans.push(`${trace},${outer},root,cart-7f8d7d756d-k7b9j,buy,${at}000000,${at + 50}000000`);
    spans.push(`${trace},${inner},${outer},stock-866bd68c97-xcqfx,look,${at + 10}000000,${at + 40}000000`);
    const log = (span: string, ms: number, text: string) =>
      logs.push(`${new Date(at + ms).toISOString().replace('Z', '123456Z')},pod,${trace},${span},"${text}"`);
    log(inner, 12, `INFO Stock#10 looking for item ${n}`);
    log(inner, 14, found);
    log(outer, 45, 'INFO Cart#7 answered');
  }
  mkdirSync(folder);
  writeFileSync(join(folder, 'trace.csv.gz'), gzipSync(spans.join('\n')));
  writeFileSync(join(folder, 'log.csv'), `${logs.join('\n')}\n`);
}

describe('ranking services', () => {
  let folder: string;
  let engine: RunningEngine;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'incident-'));
    write(join(folder, 'now'), MOMENT, 'WARN Stock#22 nothing of the kind');
    write(join(folder, 'calm'), MOMENT - 3_600_000, 'INFO Stock#20 found');
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test', inline: true });
  });

  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  async function lineAt(place: Place | null): Promise<string> {
    assert.ok(place);
    const { lines } = await engine.read_lines({ place: formatPlace(place) });
    return lines.find(line => line.place.line === place.line)?.text ?? '';
  }

  it('names the service, the kind, and lines that can be opened', async () => {
    const incident = await engine.rank_services({ inputs: ['now'], at: '2026-03-01T11:59Z', against: ['calm'] });
    assert.deepEqual([incident.services[0].service, incident.fault_kind], ['stock', 'return']);
    assert.deepEqual(incident.seen, { services: 2, spans: 24, statements: 36, samples: 0, passing_spans: 24 });
    assert.deepEqual(
      incident.gaps.map(gap => gap.words),
      ['No processor metrics were found: CPU contention cannot be told.'],
    );
    const [{ place, passing }] = incident.services[0].reasons;
    assert.match(await lineAt(place), /Stock#22 nothing of the kind/);
    assert.match(await lineAt(passing), /Stock#20 found/);
  });

  it('reads as text', async () => {
    const incident = await engine.rank_services({ inputs: ['now'], at: '2026-03-01T11:59Z', against: ['calm'] });
    assert.match(incidentText(incident, plainView), /^now · from .*\nstock is most likely at fault: a wrong return value\.\n/);
  });

  it('without a fault-free time says what stands for it', async () => {
    const incident = await engine.rank_services({ inputs: ['now'], at: String(MOMENT + 5_500) });
    assert.deepEqual([incident.services, incident.fault_kind, incident.against], [[], 'unknown', []]);
    assert.ok(incident.gaps.some(gap => gap.words.includes('what came before the moment stands for it')));
  });

  it('says that nothing was recorded at the moment', async () => {
    const incident = await engine.rank_services({ inputs: ['now'], at: '2027-01-01', against: ['calm'] });
    assert.ok(incident.gaps.some(gap => gap.words.startsWith('No request began')));
  });

  it('refuses what is no time', async () => {
    await assert.rejects(
      engine.rank_services({ inputs: ['now'], at: 'noon' }),
      failure => failure instanceof Fault && failure.code === 'bad_input',
    );
  });
});
