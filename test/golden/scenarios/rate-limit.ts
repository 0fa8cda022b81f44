/** Golden: an importer is told 429 by the service it reads from, gives up, and its run fails. */
import { makeBook, makeDice, spaced } from './book.ts';
import type { Scenario } from './scenario.ts';

const START = Date.UTC(2026, 2, 2, 4, 0, 0);

export function rateLimit(): Scenario {
  const dice = makeDice(81);
  const book = makeBook(dice);
  const line = (at: number, level: string, text: string): void =>
    book.add(at, `${spaced(at, ',')} ${level} importer.client: ${text}`);
  book.noise(
    { from: START, to: START + 600_000, every: 500 },
    at =>
      `${spaced(at, ',')} INFO importer.client: GET https://api.example.com/v2/products?page=${dice.int(1, 900)} 200 in ${dice.int(20, 300)} ms`,
  );
  for (let n = 0; n < 6; n++)
    line(
      START + 601_000 + n * 9000,
      'WARNING',
      `GET https://api.example.com/v2/products?page=711 429 Too Many Requests, retrying in ${2 ** n} s (Retry-After: 60)`,
    );
  const end = START + 660_000;
  line(
    end,
    'ERROR',
    'giving up after 6 attempts: 429 Client Error: Too Many Requests for url: https://api.example.com/v2/products?page=711 (limit of 1000 requests per hour reached)',
  );
  book.add(
    end + 1,
    [
      'Traceback (most recent call last):',
      '  File "/app/importer/main.py", line 71, in run',
      '    pages = client.pages("products")',
      '  File "/app/importer/client.py", line 39, in pages',
      '    response.raise_for_status()',
      'requests.exceptions.HTTPError: 429 Client Error: Too Many Requests for url: https://api.example.com/v2/products?page=711',
    ].join('\n'),
  );
  line(end + 40, 'INFO', 'import ended with status failed');
  return {
    name: 'Importer: too many requests',
    failed: { 'importer.log': book.text() },
    expected: {
      category: 'rate_limit',
      first: { member: /importer\.log$/, text: /429/ },
      summary: [/api\.example\.com|1000 requests|429/],
    },
  };
}
