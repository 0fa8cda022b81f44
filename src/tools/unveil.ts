/** The table: what a text may say beside what it shows: invisible letters, look-alikes, and what decodes to words. */

/** Drawn as nothing; a byte order mark at the very start is none of them. */
const INVISIBLE = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;
const LOOK_ALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [...'аеорсхуіјѕһԁԛԝӏαεορικντυ'].map((letter, at) => [letter, 'aeopcxyijshdqwlaeopikvtu'[at]]),
);
const DIGITS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };
/** Longer texts are looked at in their first part only where they have to be decoded. */
const MOST = 20_000;

/** The text itself, in small letters and plain spaces, then each other way of reading it that differs. */
export function readings(text: string): string[] {
  const shown = plain(text);
  const folded = shown.replace(/[\u0370-\u052F]/g, letter => LOOK_ALIKES[letter] ?? letter);
  const further = [folded, ...decoded(text.slice(0, MOST)).map(plain)];
  if (/[a-z]_[a-z]+_[a-z]/.test(folded)) further.push(folded.replaceAll('_', ' '));
  if (/[a-z][013457@$][a-z]/.test(folded)) further.push(folded.replace(/[013457@$]/g, digit => DIGITS[digit]));
  if (/(?:^| )(?:[a-z] ){6}/.test(folded)) further.push(folded.replace(/\b([a-z]) (?=[a-z]\b)/g, '$1'));
  if (/snoitcurtsni|tpmorp metsys/.test(folded)) further.push([...folded].reverse().join(''));
  return [...new Set([shown, ...further])];
}

/** What a reader does not see, though a model does; null where there is nothing of it. */
export function hiddenIn(text: string): string | null {
  if (/[\u{E0020}-\u{E007E}]{4}/u.test(text)) return 'letters that are not drawn (Unicode tags)';
  if (/[\u202A-\u202E\u2066-\u2069].*[A-Za-z]/.test(text)) return 'marks that turn the direction of writing';
  return /[A-Za-z][\u200B\u2060-\u2064\uFEFF]+[A-Za-z]/.test(text) ? 'invisible characters within words' : null;
}

function plain(text: string): string {
  const tagged = text.replace(/[\u{E0020}-\u{E007E}]/gu, tag => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000));
  return tagged
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\s*`~]+/g, ' ')
    .toLowerCase();
}

function decoded(text: string): string[] {
  const blobs: string[] = [];
  for (const [blob] of text.matchAll(/[A-Za-z0-9+/_-]{24,}={0,2}/g)) blobs.push(fromBase64(blob));
  for (const [blob] of text.matchAll(/(?:[0-9a-f]{2}){16,}/gi)) blobs.push(fromHex(blob));
  const found = blobs.filter(isText);
  if (/%[0-9a-f]{2}/i.test(text)) found.push(text.replace(/%([0-7][0-9a-f])/gi, (_, code) => letterOf(code, 16)));
  if (/\\(?:x|u00)[0-9a-f]{2}/i.test(text))
    found.push(text.replace(/\\(?:x|u00)([0-9a-f]{2})/gi, (_, code) => letterOf(code, 16)));
  if (/&(?:amp;)?#\w+;/.test(text))
    found.push(text.replaceAll('&amp;', '&').replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, x, code) => letterOf(code, x ? 16 : 10)));
  // ROT13 of "ignore" and "instruction".
  if (/vtaber|vafgehpgvba/i.test(text))
    found.push(text.replace(/[a-z]/gi, letter => String.fromCharCode(rotated(letter.charCodeAt(0)))));
  return found;
}

function letterOf(digits: string, base: number): string {
  const code = Number.parseInt(digits, base);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function rotated(code: number): number {
  const first = code >= 97 ? 97 : 65;
  return ((code - first + 13) % 26) + first;
}

const ALPHABET = new Map(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((letter, at) => [letter, at]),
);

function fromBase64(blob: string): string {
  const letters: string[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of blob.replaceAll('-', '+').replaceAll('_', '/')) {
    held = ((held << 6) | (ALPHABET.get(letter) ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    letters.push(String.fromCharCode((held >> bits) & 0xff));
  }
  return letters.join('');
}

function fromHex(blob: string): string {
  return blob.replace(/../g, pair => letterOf(pair, 16));
}

/** Mostly letters and blanks, as sentences are. */
function isText(text: string): boolean {
  return (text.match(/[A-Za-z ]/g)?.length ?? 0) > text.length * 0.8;
}
