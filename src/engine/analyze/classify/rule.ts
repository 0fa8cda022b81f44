/** Analysis: what a rule of the classifier is: signs of one kind of failure, and the words for a failure of that kind. */
import type { Category } from '../../../model/category.ts';
import type { ActionItem } from '../../../model/judgement.ts';

/** What the named groups of a sign's pattern may be called, and `host`, which the line or its member tells as well. */
export type Specific =
  | 'address'
  | 'amount'
  | 'code'
  | 'column'
  | 'command'
  | 'file'
  | 'host'
  | 'limit'
  | 'line'
  | 'message'
  | 'name'
  | 'nemesis'
  | 'package'
  | 'pid'
  | 'port'
  | 'process'
  | 'signal'
  | 'test'
  | 'url';

/** The specifics that a line states. */
export type Found = Readonly<Partial<Record<Specific, string>>>;

/** A pattern, and how surely (0 to 1) a line that fits it tells of this kind of failure. */
export type Sign = readonly [weight: number, fits: RegExp];

export interface Rule {
  readonly category: Category;
  readonly signs: readonly Sign[];
  /** A line that fits this is no sign, whatever else stands in it. */
  readonly unless?: RegExp;
  /** True when names of failed tests count as signs; else a test called "connection refused" is only a name. */
  readonly readsTestNames?: boolean;
  /** The link in a chain: "out of memory". */
  readonly short: string;
  /** The failure as something that followed another: "the quorum was lost". */
  readonly followed: (found: Found) => string;
  /** One sentence without its full stop that names this failure with what is known of it. */
  readonly says: (found: Found) => string;
  /** What this kind of failure means, in a sentence or two. */
  readonly describes: (found: Found) => string;
  /** What to look at to be sure: a query in our language or a command, and what to look for. */
  readonly steps: (found: Found) => readonly string[];
  readonly actions: (found: Found) => readonly ActionItem[];
}

/** Makes the patterns fit for finding every match and for ^ and $ at each line of a block. */
export function defineRule(rule: Rule): Rule {
  const signs = rule.signs.map(
    ([weight, fits]): Sign => [weight, new RegExp(fits.source, [...new Set(`${fits.flags}gm`)].join(''))],
  );
  return { ...rule, signs };
}

/** An action item in one line. */
export function act(what: `${ActionItem['priority']} ${ActionItem['type']}`, title: string, description: string): ActionItem {
  const [priority, type] = what.split(' ') as [ActionItem['priority'], ActionItem['type']];
  return { type, title, description, priority };
}
