/** The sources, tests: what columns mean by their names, pods by theirs, and times to the nanosecond. */
import assert from 'node:assert/strict';
import { serviceOf, tableOf, timeOf } from '../../../../src/engine/sources/files/columns.ts';

describe('columns of exported tables', () => {
  it('spans, as collectors and Jaeger name them', () => {
    const [own, jaeger] = [
      'TraceID,SpanID,ParentID,PodName,OperationName,StartTimeUnixNano,EndTimeUnixNano,Duration',
      'trace_id,span_id,parent_span_id,service_name,operation_name,start_time,duration_ms',
    ].map(tableOf);
    assert.deepEqual(own, {
      kind: 'spans',
      trace: 0,
      id: 1,
      parent: 2,
      service: 3,
      operation: 4,
      from: 5,
      to: 6,
      duration: 7,
      unit: 1e-3,
    });
    assert.equal(jaeger?.kind, 'spans');
    assert.deepEqual(jaeger?.kind === 'spans' && [jaeger.to, jaeger.duration, jaeger.unit], [-1, 6, 1]);
  });

  it('metrics: processor time as a share of the pod, not of its node', () => {
    const table = tableOf('Time,TimeStamp,PodName,CpuUsage(m),CpuUsageRate(%),MemoryUsage(Mi),NodeCpuUsageRate(%)');
    assert.deepEqual(table, { kind: 'metrics', service: 2, at: 1, values: [{ column: 4, metric: 'cpu' }] });
  });

  for (const header of ['time,level,message', 'Timestamp,PodName,TraceID,SpanID,Log', 'a', ''])
    it(`neither: ${header || 'nothing'}`, () => assert.equal(tableOf(header), null));

  it('a service is its pods', () => {
    const pods = ['cart-service-866bd68c97-xcqfx', 'cart-service-7f8d7d756d-k7b9j', 'cart-service-0', 'cart-service'];
    assert.deepEqual([...new Set(pods.map(serviceOf))], ['cart-service']);
    assert.equal(serviceOf('image-basic'), 'image-basic');
  });

  it('times in any unit, and what is none', () => {
    const at = Date.UTC(2024, 4, 6, 7, 8, 9, 123);
    assert.equal(timeOf('1714979289123'), at);
    assert.equal(timeOf('1714979289'), at - 123);
    assert.ok(Math.abs(timeOf('1714979289123456789') - at - 0.456789) < 1e-3);
    assert.ok(Math.abs(timeOf('2024-05-06T09:08:09.1235+02:00') - at - 0.5) < 1e-3);
    assert.equal(timeOf('2024-05-06 07:08:09.123 +0000 UTC m=+0.1'), at);
    assert.ok(Number.isNaN(timeOf('soon')));
  });
});
