/** The answers: the folders of source code that a question is about. */
import { resolve } from 'node:path';
import type { Workshop } from '../workshop.ts';

/** Absolute, each once; the current folder unless some are named. */
export function rootsOf(shop: Workshop, roots: readonly string[]): string[] {
  return [...new Set((roots.length ? roots : ['.']).map(root => resolve(shop.cwd, root)))];
}
