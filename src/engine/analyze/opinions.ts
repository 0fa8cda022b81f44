/** Analysis: the opinions that its parts hand to the report; positions are (member id, 1-based line), never text. */

import type { Category } from '../../model/category.ts';
import type { Role } from '../../model/report.ts';

/** A line, or a folded block of lines, suspected of telling the cause. */
export interface Suspect {
  readonly member: number;
  readonly line: number;
  readonly endLine: number;
  readonly at: number | null;
  /** 0 to 1, comparable within one run. */
  readonly score: number;
  readonly role: Role;
  readonly template: number;
  /** Short reasons for a person, strongest first. */
  readonly why: readonly string[];
  /** Further lines that tell the same. */
  readonly alike: number;
}

/** A template whose frequency differs from the passing runs. */
export interface Difference {
  readonly change: 'new' | 'gone' | 'more_often' | 'less_often';
  /** Template id in the failing run; -1 when it is gone. */
  readonly template: number;
  /** Ids of all templates in the failing run that count as this one, since they differ in values only; none when it is gone. */
  readonly templates: readonly number[];
  readonly text: string;
  readonly count: number;
  /** Mean records per passing run. */
  readonly passing: number;
}

/** A category and the lines that speak for it. */
export interface Verdict {
  readonly category: Category;
  /** 0 to 1. */
  readonly score: number;
  readonly title: string;
  readonly description: string;
  /** Indexes into the suspects. */
  readonly evidence: readonly number[];
}

/** Something with a beginning, and perhaps an end, on the run's time axis. */
export interface Moment {
  readonly at: number;
  readonly until: number | null;
  readonly kind: 'step' | 'nemesis' | 'event' | 'test' | 'error' | 'marker' | 'metric' | 'alert';
  /** Number of model/level. */
  readonly level: number;
  readonly title: string;
  readonly member: number;
  readonly line: number;
  /** Of a nemesis, a step or a test, where the log tells. */
  readonly failed?: boolean;
  /** A nemesis that was left out. */
  readonly skipped?: boolean;
  /** Event id, nemesis name, node …, where the log states it. */
  readonly attributes: Readonly<Record<string, string>>;
}
