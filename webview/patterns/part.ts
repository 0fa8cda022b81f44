/** The window, patterns: what its parts are given. */
import type { TemplatePage } from '../../src/model/page.ts';
import type { PatternsArrangement } from './arrangement.ts';

export interface PartLook {
  readonly arrangement: PatternsArrangement;
  readonly page: TemplatePage;
  change(part: Partial<PatternsArrangement>): void;
}
