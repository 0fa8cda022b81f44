/** Ids of requests as services state them. */
import assert from 'node:assert/strict';
import { requestOf } from '../../../../src/engine/analyze/order/request.ts';

describe('the id of a request', () => {
  it('is found as services state it', () => {
    const id = 'req-addc1839-2ed5-4778-b57e-5854eb7b8b09';
    const openstack = `2017-05-16 00:00:04.500 2931 INFO nova.compute.manager [${id} - - - - -] VM Started`;
    assert.equal(requestOf(openstack), id);
    assert.equal(
      requestOf('traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'),
      '4bf92f3577b34da6a3ce929d0e0e4736',
    );
    assert.equal(requestOf('{"trace_id":"ffc8ca7e4c8f06c7","msg":"x"}'), 'ffc8ca7e4c8f06c7');
    assert.equal(requestOf('X-Request-ID: 7b1f-22aa-9001'), '7b1f-22aa-9001');
    assert.equal(requestOf('Correlation Id = 42deadbeef'), '42deadbeef');
  });

  it('is none where nothing tells one request from another', () => {
    for (const text of ['request id: unknown-yet', 'trace_id=00000000000000000000000000000000', 'req-1', 'session id', ''])
      assert.equal(requestOf(text), null, text);
  });
});
