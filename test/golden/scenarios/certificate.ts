/** Golden: the certificate of an identity provider has expired, and all calls behind it are answered with 401. */
import { iso, makeBook, makeDice, syslog } from './book.ts';
import type { Scenario } from './scenario.ts';

const START = Date.UTC(2026, 9, 31, 23, 30, 0);
const MINUTE = 60_000;

export function certificate(): Scenario {
  const dice = makeDice(71);
  const [gateway, billing] = [makeBook(dice), makeBook(dice)];
  const expiry = START + 30 * MINUTE;
  gateway.noise(
    { from: START, to: expiry, every: 2000 },
    at => `${syslog(at)} gw-1 gateway[771]: info: token of client ${dice.int(100, 999)} verified in ${dice.int(1, 30)} ms`,
  );
  billing.noise(
    { from: START, to: expiry, every: 2500 },
    at => `${iso(at)} INFO  billing.api - invoice ${dice.int(10_000, 99_999)} sent`,
  );
  for (let at = expiry + 300; at < expiry + 12 * MINUTE; at += dice.int(900, 5000)) {
    gateway.add(
      at,
      `${syslog(at)} gw-1 gateway[771]: error: cannot fetch keys from https://login.example.org/.well-known/jwks.json: x509: certificate has expired or is not yet valid: current time 2026-11-01T00:00:09Z is after 2026-11-01T00:00:00Z`,
    );
    if (dice.chance(0.7))
      billing.add(
        at + 90,
        `${iso(at + 90)} ERROR billing.client - POST https://api.example.org/v1/invoices answered 401 Unauthorized: token could not be verified`,
      );
  }
  return {
    name: 'Gateway: a certificate has expired',
    failed: { 'gw-1/gateway.log': gateway.text(), 'billing-1/billing.log': billing.text() },
    expected: {
      category: 'authentication',
      first: { member: /gateway\.log$/, text: /certificate has expired/ },
      summary: [/certificate|expired|login\.example\.org/],
      roles: [{ text: /401 Unauthorized/, role: ['echo'] }],
    },
  };
}
