/** The table, tests: alerts and silences as text. */
import assert from 'node:assert/strict';
import type { Alert, AlertsAnswer } from '../../../src/model/alert.ts';
import { alertsText } from '../../../src/tools/render/alerts.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { hostile } from './example-report.ts';
import { assertGolden } from './golden.ts';

const at = Date.UTC(2026, 10, 21, 7, 13, 10, 217);

function alert(fingerprint: string, more: Partial<Alert>): Alert {
  return {
    address: `alert:${fingerprint}@2026-11-21T07:13:10.217Z`,
    connection: '',
    fingerprint,
    name: 'TargetDown',
    summary: 'target 127.0.0.1:19199 of job absent is down',
    severity: 'critical',
    state: 'active',
    starts_at: at,
    labels: { alertname: 'TargetDown', instance: '127.0.0.1:19199', job: 'absent', severity: 'critical' },
    annotations: {},
    receivers: ['hook'],
    silenced_by: [],
    inhibited_by: [],
    expression: 'up == 0',
    generator_url: null,
    ...more,
  };
}

const answer: AlertsAnswer = {
  alerts: [
    alert('ef1b3f699fc1977e', {}),
    alert('6bda263861a13f47', {
      name: 'Busy',
      severity: 'info',
      state: 'suppressed',
      silenced_by: ['s'],
      labels: { alertname: 'Busy' },
    }),
    alert('8188e2d1ee0ca74a', { summary: hostile, severity: '', labels: { alertname: 'X', path: hostile } }),
  ],
  in_all: 9,
  silences: [
    {
      id: 's',
      connection: '',
      state: 'active',
      matchers: ['alertname="Busy"', 'job=~"a|b"'],
      starts_at: at,
      ends_at: at + 3_600_000,
      created_by: 'lab',
      comment: 'maintenance',
    },
  ],
  gaps: [{ kind: 'unreachable', words: 'Alertmanager (eu) was not asked: it cannot be reached.' }],
};

describe('alerts as text', () => {
  it('tell since when, how grave, about what, and what is silenced', () => {
    assertGolden('alerts.txt', `${alertsText(answer, plainView)}\n`);
  });

  it('say that nothing fires, or that nobody could be asked', () => {
    const none = { ...answer, alerts: [], in_all: 0, silences: [] };
    assert.equal(alertsText({ ...none, gaps: [] }, plainView), 'No alert fires.');
    assert.equal(alertsText(none, plainView), '! Alertmanager (eu) was not asked: it cannot be reached.');
  });
});
