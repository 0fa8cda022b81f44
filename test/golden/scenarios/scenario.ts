/** Golden: what a scenario is: a small run of our own, and what a report on it must say. */
import type { Category } from '../../../src/model/category.ts';
import type { Role } from '../../../src/model/report.ts';

/** Texts of logs by their paths. */
export type Files = Readonly<Record<string, string>>;

export interface Scenario {
  readonly name: string;
  readonly failed: Files;
  /** A passing run of the same job. */
  readonly passed?: Files;
  /** Null where there is nothing to be found: the report must say so, and claim nothing. */
  readonly expected: Expected | null;
}

export interface Expected {
  readonly category: Category;
  /** The suspect that stands first. */
  readonly first: { readonly member: RegExp; readonly text: RegExp };
  /** The specifics that the summary names. */
  readonly summary: readonly RegExp[];
  /** Suspects that must be among the others, and the parts they may play. */
  readonly roles?: readonly { readonly text: RegExp; readonly role: readonly Role[] }[];
}
