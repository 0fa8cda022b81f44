/** The investigator, tests: ways to lie about a stored line: each makes a claim that was true false, or gives null where it cannot with this line. */
import type { SubmittedClaim } from '../../src/agent/submission.ts';
import type { Line } from '../../src/model/line.ts';

export type Roll = (sides: number) => number;

export interface Truth {
  readonly claim: SubmittedClaim;
  readonly line: Line;
  /** A line that says something else. */
  readonly other: Line;
  readonly roll: Roll;
}

type Lie = (truth: Truth) => SubmittedClaim | null;

/** The same numbers at every run (mulberry32). */
export function dice(seed: number): Roll {
  let state = seed;
  return sides => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Another quote in the first citation; null where the line holds that too. */
function quoting({ claim, line }: Truth, change: (was: string) => string): SubmittedClaim | null {
  const [first, ...rest] = claim.evidence;
  const quote = change(first.quote);
  const holds = spaced(line.text).includes(spaced(quote));
  return holds && spaced(quote) ? null : { ...claim, evidence: [{ ...first, quote }, ...rest] };
}

function citing({ claim }: Truth, change: (id: string) => string): SubmittedClaim {
  const [first, ...rest] = claim.evidence;
  return { ...claim, evidence: [{ ...first, id: change(first.id) }, ...rest] };
}

function saying({ claim }: Truth, words: string | null | undefined): SubmittedClaim | null {
  return words ? { ...claim, description: `${claim.description}. ${words}` } : null;
}

/** The first sign of the quote that has a double. */
function swapping(truth: Truth, [from, to]: readonly [string, string]): SubmittedClaim | null {
  const doubles = new Map([...from].map((sign, at) => [sign, [...to][at]]));
  const at = [...truth.claim.evidence[0].quote].findIndex(sign => doubles.has(sign));
  return at < 0 ? null : quoting(truth, was => [...was].map((sign, nth) => (nth === at ? doubles.get(sign) : sign)).join(''));
}

/** A number of three digits or more that only the other line holds. */
function numberOf({ line, other }: Truth): string | undefined {
  return other.text
    .match(/(?<![\w.,:-])\d{3,9}(?![\w.,:])/g)
    ?.find(one => !line.text.includes(one) && !line.place.member.includes(one));
}

function timeOf({ line, other }: Truth): string | undefined {
  if (other.at === null) return undefined;
  const time = new Date(other.at).toISOString().slice(11, 19);
  const own = line.at === null ? '' : new Date(line.at).toISOString();
  return own.includes(time) || line.text.includes(time) ? undefined : time;
}

const spoken = ['dozens', 'thirteen', 'hundreds', 'seventy'] as const;

export const lies: Readonly<Record<string, Lie>> = {
  'a sign changed': truth =>
    quoting(truth, was => {
      const signs = [...was];
      const places = signs.flatMap((sign, at) => (/\S/.test(sign) ? [at] : []));
      const place = places[truth.roll(places.length)];
      return [...signs.slice(0, place), signs[place] === '§' ? '¶' : '§', ...signs.slice(place + 1)].join('');
    }),
  'two words swapped': truth => quoting(truth, was => `${was.split(/\s+/).reverse().join(' ')} swapped`),
  'a word put in': truth => quoting(truth, was => `${was} suddenly`),
  'a word left out': truth => quoting(truth, was => was.replace(/(\S+\s+)\S+\s+/, '$1')),
  'an ellipsis': truth => quoting(truth, was => was.replace(/(\S+)\s+\S+/, `$1 ${['…', '...', '[…]'][truth.roll(3)]}`)),
  'the quote of another line': truth => quoting(truth, () => truth.other.text.trim()),
  'a quote of two lines': truth => quoting(truth, was => `${was.slice(0, 30)} ${truth.other.text.trim().slice(0, 30)}`),
  'no quote': truth => quoting(truth, () => ''),
  'Cyrillic letters': truth => swapping(truth, ['aeopcxyAEOPCXBHKM', 'аеорсхуАЕОРСХВНКМ']),
  'Greek letters': truth => swapping(truth, ['ovABEHIKMNOPTXZ', 'ονΑΒΕΗΙΚΜΝΟΡΤΧΖ']),
  'full-width digits': truth => swapping(truth, ['0123456789', '０１２３４５６７８９']),
  'another dash': truth => swapping(truth, ['-', ['–', '—', '‑', '−'][truth.roll(4)]]),
  'another colon': truth => swapping(truth, [':/.', '：∕․']),
  'curly quotes': truth => swapping(truth, ['"\'', '“’']),
  'another case': truth =>
    quoting(truth, was => was.replace(/[a-z]/i, sign => (sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase()))),
  'an invisible sign': truth =>
    quoting(truth, was => was.replace(/(\S)(\S)/, `$1${['\u200b', '\u00ad', '\u2060', '\u202e'][truth.roll(4)]}$2`)),
  'a letter with a mark': truth => quoting(truth, was => was.replace(/[a-z]/i, '$&\u0336')),
  'a digit turned': truth => quoting(truth, was => was.replace(/\d/, digit => String((Number(digit) + 1 + truth.roll(9)) % 10))),
  'a minus put in': truth => quoting(truth, was => was.replace(/(?<![\w-])\d/, '-$&')),
  'evidence made up': truth => citing(truth, () => 'E999999'),
  'evidence with rubbish behind': truth =>
    citing(truth, id => `${id}${[' (dmesg)', ';', 'a', '.0', '\u200b', '\u0000'][truth.roll(6)]}`),
  'evidence with other letters': truth =>
    citing(truth, id => [`Е${id.slice(1)}`, `E0${id.slice(1)}`, `e${id.slice(1)}`, `Ｅ${id.slice(1)}`][truth.roll(4)]),
  'evidence named by its place': truth =>
    citing(truth, () => `${truth.line.place.source}:${truth.line.place.member}:${truth.line.place.line}`),
  'a number made up': truth => saying(truth, 'It happened 982451653 times.'),
  'a number in words': truth => saying(truth, `It happened ${spoken[truth.roll(4)]} of times.`),
  'a number with an invisible sign': truth => saying(truth, 'It happened 98\u200b24\u00ad516 times.'),
  'the number of another line': truth => {
    const number = numberOf(truth);
    return saying(truth, number && `It was ${number}.`);
  },
  'the time of another line': truth => {
    const time = timeOf(truth);
    return saying(truth, time && `It was at ${time}.`);
  },
  'a link': truth =>
    saying(
      truth,
      [
        'See https://runbook.example/fix',
        'See [the fix](../fix.md)',
        '![](http://a.example/p.png)',
        'Run command:workbench.action.quit',
        'See htt\u200bps://runbook.example/fix',
        '<a href="x">the fix</a>',
        'See [the fix][1]',
        'data:text/html,hello',
      ][truth.roll(8)],
    ),
  'a line number': truth =>
    saying(truth, ['It stands in zz.log:41', 'It stands in line 982451653', 'See zz.cc:41:7'][truth.roll(3)]),
};
