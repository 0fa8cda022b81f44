/** Extension host: a log that takes a while to read. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** More than can be read before a test has done its mischief. */
const LINES = 400_000;

export async function writeLongLog(file: string): Promise<void> {
  const out = createWriteStream(file);
  for (let from = 0; from < LINES; from += 1000) {
    const lines = Array.from({ length: 1000 }, (_, at) => {
      const time = new Date(Date.UTC(2026, 0, 1) + (from + at) * 7).toISOString();
      return `${time} INFO  worker-${at % 7} handled request ${from + at} in ${(from * 31 + at) % 997} ms`;
    });
    if (!out.write(lines.join('\n') + '\n')) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}
