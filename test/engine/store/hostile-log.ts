/** The store, tests: a log with all that a log server could spoil: line ends, empty lines, bytes that are no text, long lines, odd times. */

/** Around `now`, milliseconds UTC. */
export function hostileLog(now: number): Buffer {
  const at = (ms: number) => new Date(ms).toISOString();
  const begin = now - 3_600_000;
  const lines: (string | Buffer)[] = [
    `${at(begin)} INFO begin\n`,
    '\n',
    '   \n',
    '\r\n',
    `${at(begin + 1)} ERROR windows "quoted" \\ back\\slash <b>&amp;</b>\r\n`,
    '\tat com.example.Main(Main.java:7)\n',
    'no stamp: é ü 漢字 😀 \u2028 \ufeff\n',
    Buffer.from([0x62, 0x61, 0x64, 0xff, 0xfe, 0xc3, 0x28, 0x0a]),
    `${at(begin + 2)} WARN nul \0 bell \x07 escape \x1b[31mred\x1b[0m del \x7f\n`,
    `${at(begin + 3)} INFO progress 1%\rprogress 50%\rprogress 100%\n`,
    `${at(begin + 4)} INFO long ${'x'.repeat(40_000)} end\n`,
    `${at(begin + 5)} INFO longest ${'y€'.repeat(60_000)} end\n`,
    '2019-03-01T00:00:00Z ERROR out of any retention\n',
    `${at(now + 30 * 86_400_000)} ERROR from the future\n`,
    '0001-01-01T00:00:00Z INFO the beginning of time\n',
    `${at(begin + 6)} INFO twice\n`,
    `${at(begin + 6)} INFO twice\n`,
    'missing _msg field; see https://docs.victoriametrics.com/victorialogs/keyconcepts/#message-field\n',
    '(empty line)\n',
    '{"_msg":"json","_time":"x","row":"7","raw":"eA==","parts":"1"}\n',
    ...Array.from(
      { length: 5000 },
      (_, i) =>
        `${at(begin + 1000 + i * 100)} ${i % 500 === 0 ? 'ERROR disk full on node' : 'INFO request'} ${i} took ${(i * 7) % 1000}ms\n`,
    ),
    `${at(begin + 700_000)} ERROR the end, without a line end`,
  ];
  return Buffer.concat(lines.map(line => Buffer.from(line)));
}
