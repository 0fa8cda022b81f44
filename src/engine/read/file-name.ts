/** The reader: a harmless file name for a download, from what the server or the URL calls it. */
import { decoded } from '../../base/lenient.ts';

const LONGEST = 120;

/** `disposition` is the Content-Disposition field (RFC 6266) or null. */
export function fileNameOf(disposition: string | null, url: URL): string {
  return (
    [nameIn(disposition), decoded(url.pathname.split('/').at(-1) ?? ''), url.hostname].map(harmless).find(name => name !== '') ??
    'download'
  );
}

function nameIn(disposition: string | null): string {
  const extended = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition ?? '');
  if (extended) return decoded(extended[1]);
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition ?? '');
  return plain ? (plain[1]?.replace(/\\(.)/g, '$1') ?? plain[2]) : '';
}

/** One path segment that every platform takes: no separators, control or reserved characters, no leading dots, no device names. */
function harmless(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\0-\x1f\x7f<>:"|?*]/g, '_').replace(/^[. ]+|[. ]+$/g, '');
  const short = plain.length <= LONGEST ? plain : plain.slice(0, LONGEST - 20) + plain.slice(-20);
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short) ? `_${short}` : short;
}
