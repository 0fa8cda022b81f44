/** The investigator, tests: which figures stand in the evidence of a claim, and which do not. */
import assert from 'node:assert/strict';
import { unfounded } from '../../src/agent/figures.ts';

const at = Date.UTC(2026, 4, 26, 11, 12, 3, 412);
const ground = {
  texts: [
    '2026-05-26T11:12:03.412+00:00 db-node-7c19e5d2-3 !ERR | Killed process 6550 (scylla) total-vm:33121560kB, anon-rss:31,487,204kB free 812 MiB',
    'connect to 10.4.2.13:9042 failed: 0x1f errno=111, took 731 ms (95.50 %), version 5.4.1, [4,5,6] timeout=300',
  ],
  times: [at, at + 21_043, at + 3_900_000],
  cited: 2,
};
const signed = {
  texts: ['clock drift -300ms, kill -9, range 5-10 at 04:05 pm, three of 8 shards, 1 200 rows, 10 requests, ratio 1\u2009123'],
  times: [],
  cited: 1,
};

function holds(text: string, of = ground): void {
  it(`holds: ${text}`, () => assert.deepEqual(unfounded(text, of), []));
}

function fails(text: string, ...figures: string[]): void {
  it(`fails: ${text}`, () => assert.deepEqual(unfounded(text, ground), figures));
}

function failsThere(text: string, ...figures: string[]): void {
  it(`fails: ${text}`, () => assert.deepEqual(unfounded(text, signed), figures));
}

describe('figures of a claim', () => {
  holds('Nothing to count here.');
  holds('Process 6550 was killed at 11:12:03 on 2026-05-26, with 31487204 kB resident');
  holds('33,121,560 kB in all, 812 MiB free, 812MiB');
  holds('At 11:12, 11:12:03.412 or 2026-05-26T11:12:03Z');
  holds('10.4.2.13:9042 and 9042; code 0x1F, errno 111; 5.4.1; 4, 5 and 6');
  holds('95.5 percent within 731 milliseconds');
  holds('db-node-3 of 7c19e5d2');
  holds('21 s later, 21.04 s, 21,043 ms; 1 h 05 min, 65 min, 3900 s');
  holds('a timeout of 300 s');
  holds('the p99 over IPv4 on k8s');
  fails('Process 6551 was killed', '6551');
  fails('at 11:12:04', '11:12:04');
  fails('at 11:1', '11:1');
  fails('on 2026-05-27', '2026-05-27');
  fails('812 GiB free', '812');
  fails('731 s', '731');
  fails('22 s later, 66 min', '22', '66');
  fails('code 0x2f', '0x2f');
  fails('version 5.4', '5.4');
  fails('db-node-8, sda1', '8', 'sda1');
  fails('about 95 %', '95');
  fails('١٢ lines', '١٢');
  fails('process ６５５０', '６５５０');
  fails('½ of them, Ⅻ shards, x², ④', '½', 'Ⅻ', 'x²', '④');
  fails('process 65\u200b51 and 81\u00ad2\u20603 MiB', '6551', '8123');
  fails('81 2812 rows', '81', '2812');
  fails("812 731 rows, 812\u202f731, 812\u00a0731, 812'731", '812731');
  fails('-812 MiB free', '-812');
  fails('812k rows, 731 M rows, 111 % of them, 300x slower', '812k', '731', '300x');
  holds('95.5 % and 300 percent');
  fails('at 11:12 pm', '11:12');
  holds('at 11:12 am, 11:12:03 a.m.');
  holds('two lines say so');
  fails('nine lines say so, twelve times, thousands, a dozen, Forty', 'nine', 'twelve', 'thousands', 'dozen', 'Forty');
  holds('a three-way handshake in two phases, and one more');
});

describe('figures with a sign, in groups and in words', () => {
  holds('a drift of -300 ms and −300ms', signed);
  holds('5 to 10, kill -9, at 16:05, at 4:05 PM', signed);
  holds('three of eight shards, 1 200 rows, 1\u2009123', signed);
  failsThere('a drift of 300 ms', '300');
  failsThere('a drift of -300 s', '-300');
  failsThere('range 5 to -10', '-10');
  failsThere('at 04:05 am', '04:05');
  failsThere('10 % of the requests', '10');
  failsThere('10k requests', '10k');
  failsThere('ten thousand requests', 'thousand');
});
