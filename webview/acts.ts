/** The window: what can be done with a line: open it in the log table, as a document, or in the source that wrote it; copy it. */
import { formatPlace, type Place } from '../src/model/place.ts';
import { oneLine } from '../src/tools/render/safe.ts';
import { failureOf } from './ask.ts';
import type { Desk } from './desk.ts';
import { t } from './words.ts';

interface Source {
  readonly place: string;
  readonly frame?: { readonly file: string; readonly line: number; readonly column?: number };
}

/** Says at the foot what was opened, or why nothing was. */
export function openSource(desk: Desk, source: Source): Promise<void> {
  return told(desk, async () => {
    const { opened } = await desk.engine.open_source(source);
    return opened ? t('Opened {0}.', opened) : t('No source was found for this line.');
  });
}

/** Opens the log around the line as a document. */
export function openDocument(desk: Desk, place: Place): Promise<void> {
  return told(desk, async () => {
    await desk.engine.open_line({ place: formatPlace(place) });
    return '';
  });
}

/** Among all lines of the run: a filter that hides what was clicked would not show it. */
export function showInLog(desk: Desk, place: Place): void {
  desk.go({ tab: 'logs', query: '', place: formatPlace(place) });
}

/** `member:line | text`, the path of the member in full. */
export function copyLine(desk: Desk, { place, text }: { place: Place; text: string }): Promise<void> {
  return told(desk, async () => {
    await desk.engine.copy_text({ text: `${place.member}:${place.line} | ${text}` });
    return t('Copied {0}:{1}.', oneLine(place.member), place.line);
  });
}

/** Has passing runs chosen and the run investigated against them; the host tells that something changed. */
export function compareRun(desk: Desk): Promise<void> {
  return told(desk, async () => {
    const { compared } = await desk.engine.compare_run({ run_id: desk.start.run_id });
    return compared ? t('Compared anew.') : '';
  });
}

/** Does it and tells in a few words how it went; what fails is told too. */
export async function told(desk: Desk, act: () => Promise<string>): Promise<void> {
  try {
    const words = await act();
    if (words) desk.say(words);
  } catch (failure) {
    const { words, hint } = failureOf(failure);
    desk.say(`${words} ${hint}`.trim());
  }
}
