/** The reader: an Entry is what an archive holds at one position, before anybody has looked into its bytes. */
import type { Broken } from './broken.ts';

/** Longest name that is kept whole, in characters. */
const NAME_LENGTH = 1024;

export type Entry =
  | {
      readonly kind: 'file';
      /** As the archive says it; not to be trusted. */
      readonly name: string;
      /** Milliseconds UTC. */
      readonly modified: number | null;
      /** The content, to be read once and before the next entry; damage is named with this path. */
      readonly bytes: (path: string) => AsyncGenerator<Uint8Array>;
    }
  | { readonly kind: 'folder' }
  /** A link, a device, a pipe. */
  | { readonly kind: 'unsafe'; readonly name: string }
  | { readonly kind: 'unsupported'; readonly name: string; readonly problem: string }
  /** A stretch of the archive that could not be read; the entries behind it can. */
  | { readonly kind: 'damage'; readonly broken: Broken };

/** The name as a path below its archive, or null when it would lead out of it (`..`, absolute, drive letter). */
export function safeName(name: string): string | null {
  const parts = name.replaceAll('\\', '/').split('/');
  if (parts[0] === '' || /^[A-Za-z]:/.test(name) || parts.includes('..')) return null;
  const path = printable(parts.filter(part => part !== '' && part !== '.').join('/'));
  return shortened(path) || null;
}

function shortened(path: string): string {
  return path.length <= NAME_LENGTH ? path : `${path.slice(0, NAME_LENGTH / 2)}…${path.slice(-NAME_LENGTH / 2)}`;
}

/** A place is one line of text: control characters in names show as U+FFFD. */
export function printable(name: string): string {
  return name.replace(/[\0-\x1f\x7f\u2028\u2029]/g, '\ufffd');
}
