/** Analysis: small turns of phrase that the rules share. */
import type { Found } from './rule.ts';

/** ` on node-3`, or nothing. */
export function on(found: Found): string {
  return found.host ? ` on ${found.host}` : '';
}

/** `: the message`, or nothing. */
export function because(found: Found, most = 160): string {
  return found.message ? `: ${clip(found.message, most)}` : '';
}

/** `src/a.c:12`, or nothing. */
export function fileAndLine(found: Found): string {
  if (!found.file) return '';
  return found.line ? `${found.file}:${found.line}` : found.file;
}

/** ` at db:5432`, ` at port 5432`, or nothing. */
export function atAddress(found: Found): string {
  if (found.address) return ` at ${found.address}${found.port ? `:${found.port}` : ''}`;
  return found.port ? ` at port ${found.port}` : '';
}

/** One line of at most `most` characters, without blanks and stops at its ends. */
export function clip(text: string, most: number): string {
  const flat = text.replace(/\s+/g, ' ').replace(/^[\s:,-]+|[\s.,:;-]+$/g, '');
  return flat.length > most ? `${flat.slice(0, most - 1).trimEnd()}…` : flat;
}

export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A search in the words of our query language, for a verification step. */
export function search(query: string, lookFor: string): string {
  return `Search \`${query}\`: ${lookFor}`;
}

/** A word that can stand in a query: quoted where it has blanks or signs. */
export function term(text: string): string {
  return /^[A-Za-z0-9_][\w.-]*$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** A command for a shell, for a verification step. */
export function run(command: string, lookFor: string): string {
  return `Run \`${command}\`: ${lookFor}`;
}
