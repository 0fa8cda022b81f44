/** Golden: a slow query holds the connections of a web service's pool until none is left, and its requests fail. */
import { type Dice, iso, makeBook, makeDice } from './book.ts';
import type { Scenario } from './scenario.ts';

const START = Date.UTC(2026, 1, 17, 18, 0, 0);
const MINUTE = 60_000;

export function webPool(): Scenario {
  return {
    name: 'Web service: a slow query uses up the connection pool',
    failed: service(51, true),
    passed: service(52, false),
    expected: {
      category: 'connection_refused',
      first: { member: /shop-api\.log|postgres/, text: /HikariPool|slow query|duration: \d+/i },
      summary: [/HikariPool-1|pool/i],
      roles: [{ text: /status=50\d/, role: ['echo'] }],
    },
  };
}

function service(seed: number, broken: boolean): Record<string, string> {
  const dice = makeDice(seed);
  const [api, database, access] = [makeBook(dice), makeBook(dice), makeBook(dice)];
  const day = { from: START, to: START + 40 * MINUTE };
  api.noise(
    { ...day, every: 2500 },
    at =>
      `${iso(at)}Z INFO  [http-nio-8080-exec-${dice.int(1, 40)}] c.e.shop.OrderController - order ${dice.int(1e5, 9e5)} accepted in ${dice.int(8, 90)} ms`,
  );
  api.noise(
    { ...day, every: 9000 },
    at =>
      `${iso(at)}Z WARN  [http-nio-8080-exec-${dice.int(1, 40)}] c.e.shop.PriceCache - price list is ${dice.int(61, 90)} s old`,
  );
  database.noise(
    { ...day, every: 8000 },
    at =>
      `${stamp(at)} UTC [${dice.int(400, 900)}] LOG:  checkpoint complete: wrote ${dice.int(20, 900)} buffers (1.2%); 0 WAL file(s) added`,
  );
  access.noise(
    { ...day, every: 2500 },
    at => `${iso(at)}Z level=info msg="request" method=POST path=/orders status=201 ms=${dice.int(9, 99)}`,
  );
  if (broken) exhaust(dice, { api, database, access });
  return { 'shop-api/shop-api.log': api.text(), 'postgres/postgresql.log': database.text(), 'edge/edge.log': access.text() };
}

function stamp(at: number): string {
  return iso(at).replace('T', ' ');
}

interface Books {
  readonly api: ReturnType<typeof makeBook>;
  readonly database: ReturnType<typeof makeBook>;
  readonly access: ReturnType<typeof makeBook>;
}

function exhaust(dice: Dice, { api, database, access }: Books): void {
  const at = START + 23 * MINUTE;
  for (let n = 0; n < 9; n++) {
    const late = at - 40_000 + n * 4000;
    database.add(
      late,
      `${stamp(late)} UTC [${dice.int(400, 900)}] LOG:  duration: ${dice.int(28_000, 61_000)}.118 ms  statement: SELECT * FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.note LIKE '%gift%'`,
    );
  }
  for (let n = 0; n < 40; n++) {
    const late = at + n * dice.int(1500, 2500);
    const thread = `http-nio-8080-exec-${dice.int(1, 40)}`;
    api.add(
      late,
      [
        `${iso(late)}Z ERROR [${thread}] c.e.shop.OrderRepository - java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms.`,
        '\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)',
        '\tat com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:197)',
        '\tat com.example.shop.OrderRepository.save(OrderRepository.java:44)',
      ].join('\n'),
    );
    access.add(
      late + 30,
      `${iso(late + 30)}Z level=error msg="upstream failed" method=POST path=/orders status=503 ms=30004 upstream=shop-api`,
    );
  }
}
