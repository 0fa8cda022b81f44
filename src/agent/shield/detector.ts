/** The shield: what a detector of text to be hidden is. */

import type { HiddenKind } from '../../model/findings.ts';

export type Kind = HiddenKind;

export interface Detector {
  readonly name: string;
  readonly kind: Kind;
  /** Global. Its match ends with the value: its only group, or all of it. What follows is looked at, not taken. */
  readonly pattern: RegExp;
  /** Whether what has the shape is what it looks like. */
  readonly fits?: (value: string, match: RegExpExecArray) => boolean;
}
