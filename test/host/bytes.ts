/** Test host: looks for a text in every byte of every file below a folder, in the forms in which programs write texts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files that hold it. */
export function filesThatHold(text: string, folder: string): string[] {
  const forms = [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('hex'),
    encodeURIComponent(text),
  ];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(one => one.isFile())
    .map(one => join(one.parentPath, one.name))
    .filter(path => {
      const bytes = readFileSync(path);
      return forms.some(form => bytes.includes(form));
    });
}
