/** The window: its texts, translated where the host has brought a translation; English is the key. */

let texts: Readonly<Record<string, string>> = {};

export function speak(translated: Readonly<Record<string, string>>): void {
  texts = translated;
}

/** `{0}`, `{1}` … are filled with the values. */
export function t(text: string, ...values: (string | number)[]): string {
  return (texts[text] ?? text).replace(/\{(\d+)\}/g, (_, at: string) => String(values[Number(at)] ?? ''));
}

const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** A key together with the one that platforms name differently: `Ctrl+C`, `⌘C`. */
export function key(name: string): string {
  return apple ? `⌘${name === 'Enter' ? '↩' : name}` : `Ctrl+${name}`;
}
