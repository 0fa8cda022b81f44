/** The tests of the reader: what the bzip2 and xz commands packed, in many blocks, with small windows and with each kind of sum. */
import assert from 'node:assert/strict';
import { Broken } from '../../../src/engine/read/broken.ts';
import { ByteReader } from '../../../src/engine/read/bytes.ts';
import { inflate } from '../../../src/engine/read/inflate.ts';
import { recognise } from '../../../src/engine/read/recognise.ts';
import { checkOf } from '../../../src/engine/read/xz-check.ts';

/** Long runs, a long repetition, and lines that differ. */
const content = Buffer.concat([
  Buffer.alloc(2_500_000, 'a'),
  Buffer.from('one line of a log\n'.repeat(20_000)),
  Buffer.from(Array.from({ length: 90 }, (_, i) => `step ${i * i} took ${(i * 7919) % 101} ms\n`).join('')),
]);

const packed = {
  'bzip2 -9':
    'QlpoOTFBWSZTWaGfErMA/1lZgYAQQAB/4COvzAAAgAAIQALw7AAgDU9MibUqQjAECT1VUaDQBpk0BTRoA0AABSpFGnqGCfqgbJ1+Kq1W2pq2uXUTBgjQZAgMBCBAYgJAkAkAkyCSQkMSECYxYNFyqrVbYyCFRkEKjn8ds6NOjr9Y5Y7s5HawGE9lGAxhQRRmCskFQPsppE8kEoGRGC5B2dpaPgAAcAHOcA3u+CXo2gikaRqlSRSVu7t3d3Yu7ttK2w2EhSISFBUEgkErLYaS+2W/js98ekAFSehpNVW+h7WX7O1VvdzvpWotQV5NA0nfOM8HSOQmUOQ804vZ7uzRped18WtAeqeZqqlo0iEOCTOuCb3L76RijwMgaRNoaqA6d1PvZ3e+yYxSbDbw1QboOnb4KcjJ4PEQ2d7Qhy9vejgwkCiORRy+ngo77JvhrqrgLTBpMmr0Xbx6RR5boAdIqnmbu5J2Vh5RZAwjVGtsM8m9TzvXhw2eO/Ny6Awu5sy89O9vFjQKettOlYRo+leIde+3pphCFRxSIo++pFSK/wIVG6U3AhUeAQqMJT2SiKjAIVHgEKjQEKjUEKjVKcbVUFRySn4lOEpqlN0pslPkoijyLuSKcKEhQz4lZg==',
  'xz --lzma2=dict=4KiB':
    '/Td6WFoAAATm1rRGAgAhAQAAAAA3J5fW//8RAWxdADDv+7/+o7Fe5fg/sqomVfhocEFwFQ+N/R5MG4pCtxn0aRhxrmYjiopNL6MN2X+m44wjEVPgWRjFdYrid/i2lH8MasDedElk4ulcU7IE2PdEDKtfDW1G6eXDdoi3llestk3haR1v+0uIEGxCy4g/XACP0E6vJiiUcR89jyThcJ6nI1/sKMuF0ZWYin4qkfIndfcZwAaYTZj92K/VkA/EJVP49ZE2MQWlsO5vwXBNRwzRkRGqrWAdus6xJxhcWYbpZlJYvul2rFnk5VsFCPnH2q38+1IrdM0eWyBC+d1TPfgpZAk7gMsqbN+1O/DEvS5fqg8+S2ZCkBMO/xCT+HF4WfgLzf+VKEYPqfx83vuaMC5WwI+F84OBwGXEJVP49ZE2MQWlsO5vwXBNRwzRkRGqrWAdus6xJxhcWYbpZlJYvul2rFnk5VsFCPnH2q38+1IrdM0eWyBC+d1TPfgpZAk7gMsqbN+1O/DEvEgn5liLq/gCOQDsc1On/b6ufDEan7eNMW5wnqcjX+woy4XRlZiKfiqR8id19xnABphNmP3Yr9WQD8QlU/j1kTYxBaOoka/j6pA3PZNF/Oibnk/RwBpwmIzrL46b8PMxo+jnVt8X7m/BcE1HDNGREaqtYB26zrEnGFxZhulmUli+6XasWeTlWwUI+cfaqIQ5e86PF3Httwwre6YkhRBj+aqgXR0UcnZ6NwKhRgmeyXzJ9OqQy17eG93E9CqlEly+TBWstB5aUT5nBM24SuCUkILHwlZO+B+qkmpYoSm2iDurYF1mE6T2qpYrqdlT8StwnT/2iy+cs0nnXwzXylZE9kL/6x7W+XOzBlNvVMfUvhV+gb7u6dV4YuV5YuMVfIvqGNuBWiZgWV609uPtXXheE8KDquE+AVD1SJAfayJuibcBo3/0GYPHFKjJmtFYTLXLEMXsSb+XOBiYYJGawoSZdZGj/WLDTJ/OLxLl3ZYwv6uVpTjGblLNMF44aXiYZ4GqL96L6kiabTbZz9N5QhtjvzPrfAGGQd9WHrHczg/j1eWNYscaEpHN+iVWfmvGahN9g2uDs1Qm6h59dJT2IVpJbNjLoNUXSTG/WJQtP+QSq9UzVBt8/TZz1KweHW2fdUhaEHXY21AeL328hj1f4UwCqndjSvM9c7dkGYHsQgTn3xO8ANR+FlpLisILQRkb9VsdBE60G0yMPwIQgwLsq0tSEOWlWZjTsLtoY+KmmHk7rK/q0pGwB4cOxRvMuwj8K1Zkd7rwAAAAYm6OA+36qFkAAccHi9auAYj/R4mxxGf7AgAAAAAEWVo=',
  'xz --block-size=1MiB --check=sha256 --lzma2=preset=6,lc=0,lp=2,pb=0':
    '/Td6WFoAAArh+wyhAgAhARYAAAB0L+Wj7///AMYSADDwe8H+ro+hQBO9UzadtBhja6HucffmjXt9ZfnWMX0gmDAI0KpjdFkPpSvJ6t3ieQh83qiaWFUhpNF0sod+cUZxCCMBbRNXNE8en76ufDEan7eNMW5wnqcjX+woy4XRlZiKfiqR8id19xnABphNmP3Yr9WQD8QlU/j1kTYxBaWw7m/BcE1HDNGREaqtYB26zrEnGFxZhulmUli+6XasWeTlWwUI+cfarfz7Uit0zR5bIEL53VM9+ClkCTuAyyps37UsJR4IAAAAAJvBsqKIsmr3JXo2J3rjgWp9TxbonB5+d9ClxIutYrNgAgAhARYAAAB0L+Wj7///AMYSADDwe8H+ro+hQBO9UzadtBhja6HucffmjXt9ZfnWMX0gmDAI0KpjdFkPpSvJ6t3ieQh83qiaWFUhpNF0sod+cUZxCCMBbRNXNE8en76ufDEan7eNMW5wnqcjX+woy4XRlZiKfiqR8id19xnABphNmP3Yr9WQD8QlU/j1kTYxBaWw7m/BcE1HDNGREaqtYB26zrEnGFxZhulmUli+6XasWeTlWwUI+cfarfz7Uit0zR5bIEL53VM9+ClkCTuAyyps37UsJR4IAAAAAJvBsqKIsmr3JXo2J3rjgWp9TxbonB5+d9ClxIutYrNgAgAhARYAAAB0L+Wj66sKAnoSADDwe8H+ro+hQBO9UzadtBhja6HucffmjXt9ZfnWMX0gmDAI0KpjdFkPpSvJ6t3ieQh83qiaWFUhpNF0sod+cUZxCCMBbRNXNE8en76ufDEan7eNMW5wnqcjX+woy4XRlZiKfiqR8g6BMLXSksWfO5PS9Tlr9SZNVl+FOQCypqpedEVY6Khzmz/tzrEnGFxZhulmUli+6XasWeTlWwUI+cfarfz7Uit0zR5bIEL53VM9zm/+TqKDiObNtkAeOJhRCgHUiGvj2OHCBqmHoOlxTmcN7364yHWjBmIbo9rEFfTlQK7ugqjbq4B6SsTaZUFLv7xalnqZWSxrWmemRxGRX448iwuwvK7+T4gBh8S1RylV/RVDyMAvmyJHDGmX3tCmzILtILmSmoCudA7YfeieOVJUyeASxTl6n+JfCmj6gfWm6vk7hONbv3hGvqc3thuVktNLoPlrId/iIofEpYA+IeExE9v5Ys3oAaHdI0ETWXVnfkRcbCS6QddIFpZDLtVaecZkPNByqdej+rwgI1+/Eegk4tI/EKKtHr0MHij9V9zQHDF3zr+gZDFBOLb5TX1OLxOt1dH9XcGZRcfMkcyzypA4RCsZ8JSqwOYiJmTjQPplQcIscagb/C7MugdL3bXs2UM2IXmA6VljQFzWORGXAP1npFaZpYNKXvJ1c/Iwu7ydpr4sJaA51iSm0VzYkz2mwPQNyId89YPPIN+btRQlJiSv3tO+3kg7pPcGOd2Tyh+4vlh5aXZ5AHl4ujPuwZHWqRl7p+e+lEer9Kay0+/wTntWfZCu03r0RiC4yZfU6lIKrxVN8wP5Z13q0+xvNYMSo0LNRTOr6VL2iMAAAAC9BxqCefrF7occa5/0oGvhUf0Tr61+jKd04248coO2fgAD+gGAgED6AYCAQK4Fi9YuAAAAKquiJg7Z2gEFAAAAAApZWg==',
};

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function inflated(bytes: Uint8Array, size = 1000): Promise<{ bytes: Buffer; broken: unknown }> {
  const kind = recognise(bytes, '');
  assert.ok(kind === 'bzip2' || kind === 'xz');
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of inflate(kind, new ByteReader(pieces(bytes, size)), 'a')) chunks.push(chunk);
  } catch (broken) {
    return { bytes: Buffer.concat(chunks), broken };
  }
  return { bytes: Buffer.concat(chunks), broken: null };
}

describe('inflate', () => {
  for (const [command, text] of Object.entries(packed)) {
    const whole = Buffer.from(text, 'base64');

    it(`reads what ${command} wrote, in pieces of any size`, async () => {
      for (const size of [7, whole.length]) {
        const seen = await inflated(whole, size);
        assert.equal(seen.broken, null);
        assert.ok(seen.bytes.equals(content));
      }
    });

    it(`hears a damaged sum in what ${command} wrote, after all of it was read`, async () => {
      const spoiled = Buffer.from(whole);
      // bzip2 ends with the sum of all blocks; the xz index and footer are behind the last sum.
      const at = command.startsWith('bzip2') ? whole.length - 3 : whole.length - 12 - (command.includes('sha256') ? 28 : 16);
      spoiled[at] ^= 0x10;
      const seen = await inflated(spoiled);
      assert.ok(seen.broken instanceof Broken && seen.broken.kind === 'corrupt', String(seen.broken));
      assert.ok(seen.bytes.equals(content));
    });
  }

  it('refuses an xz window that would take too much memory', async () => {
    const header = Buffer.from('fd377a585a000004e6d6b4460200210128000000', 'hex');
    const block = header.subarray(12);
    const sum = Buffer.alloc(4);
    const { crc32 } = await import('node:zlib');
    sum.writeUInt32LE(crc32(block));
    const { broken } = await inflated(Buffer.concat([header, sum, Buffer.alloc(64)]));
    assert.ok(broken instanceof Broken && broken.kind === 'over_limit', String(broken));
  });
});

describe('the sums of xz', () => {
  // The check value of a CRC is its sum over "123456789".
  const cases: [kind: number, hex: string][] = [
    [0, ''],
    [1, '2639f4cb'],
    [4, 'fa3919dfbbc95d99'],
  ];
  for (const [kind, hex] of cases) {
    it(`kind ${kind}`, () => {
      const check = checkOf(kind);
      check.add(Buffer.from('1234'));
      check.add(Buffer.from('56789'));
      assert.equal(check.sum()?.toString('hex') ?? '', hex);
      assert.equal(check.size, hex.length / 2);
    });
  }

  it('have the sizes of the format also where they are not known', () => {
    assert.deepEqual(
      [2, 3, 4, 5, 6, 7, 9, 10, 12, 13, 15].map(kind => checkOf(kind).size),
      [4, 4, 8, 8, 8, 16, 16, 32, 32, 64, 64],
    );
  });
});
