/** The nouns: a Place says where a line stands; it is minted when the line is cut from bytes and never recomputed. */
import * as z from 'zod';
import { Fault } from '../base/fault.ts';

export const Place = z.object({
  source: z.string().min(1).describe('id of the ingested source'),
  member: z.string().min(1).describe('path inside the source; nested archives read outer.tar.zst!/inner.log'),
  line: z.int().min(1).describe('line number, 1-based; a line is what stands between line ends'),
});
export type Place = z.infer<typeof Place>;

/** `source:member:line`, the form in which places are shown, copied and typed. */
export function formatPlace(place: Place): string {
  return `${place.source}:${place.member}:${place.line}`;
}

/** Reads what formatPlace wrote. Throws the fault `place_unknown`. */
export function parsePlace(text: string): Place {
  const match = /^([^:]+):(.+):(\d+)$/s.exec(text);
  const line = Number(match?.[3]);
  if (!match || !Number.isSafeInteger(line) || line < 1) throw new Fault('place_unknown', { place: text });
  return { source: match[1], member: match[2], line };
}
