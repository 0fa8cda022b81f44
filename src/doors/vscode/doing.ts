/** The editor: what the engine is doing, in the reader's language. */
import type { Progress } from '../../base/progress.ts';
import { t } from './l10n.ts';

export function doingWords({ words, text, values }: Pick<Progress, 'words' | 'text' | 'values'>): string {
  return text === undefined ? words : t(text, values);
}
