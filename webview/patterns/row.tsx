/** The window, patterns: one pattern as a row: what changed, by how much, its text, and where it was seen first. */
import type { TemplatePage } from '../../src/model/page.ts';
import { formatPlace } from '../../src/model/place.ts';
import type { Labels } from '../../src/tools/render/labels.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { clock, count, stamp } from '../../src/tools/render/words.ts';
import { useDesk } from '../desk.ts';
import type { Drawn } from '../virtual.ts';
import { t } from '../words.ts';
import { levelWords } from './markdown.ts';
import { barsOf, changeWords, meanWords, type Pattern, placeOf, queryOf, ratioWords } from './pattern.ts';
import { Text } from './text.tsx';

export interface RowLook {
  readonly pattern: Pattern;
  readonly page: TemplatePage;
  readonly labels: Labels;
  readonly place: number;
  readonly drawn: Drawn;
  readonly open: boolean;
  readonly focused: boolean;
  toggle(): void;
}

export function PatternRow({ pattern, page, labels, place, drawn, open, focused, toggle }: RowLook) {
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof Element && !event.target.closest('button')) toggle();
  };
  return (
    <tr
      class={`pt-row ${pattern.change ?? 'same'} ${open ? 'open' : ''}`}
      {...drawn}
      data-at={place}
      tabIndex={focused ? 0 : -1}
      aria-level={1}
      aria-expanded={open}
      aria-rowindex={place + 2}
      onClick={onClick}
    >
      <td class="pt-change">
        {pattern.change ? <span class="pt-dot" aria-hidden="true" /> : null}
        {changeWords(pattern)}
      </td>
      <Ratio pattern={pattern} comparedWith={page.compared_with} />
      <td class={`pt-level ${pattern.level}`}>{levelWords(pattern)}</td>
      <td class="pt-text">
        <Text text={pattern.text} />
      </td>
      <First {...{ pattern, labels, focused }} source={page.source} />
    </tr>
  );
}

function Ratio({ pattern, comparedWith }: { pattern: Pattern; comparedWith: number }) {
  const bars = barsOf(pattern);
  return (
    <>
      <td class="pt-count">{count(pattern.count)}</td>
      <td class="pt-passing" title={ratioWords(pattern, comparedWith)}>
        {bars ? (
          <span class="pt-bars" aria-hidden="true">
            <i style={{ width: `${bars.here * 100}%` }} />
            <i style={{ width: `${bars.passing * 100}%` }} />
          </span>
        ) : null}
        {meanWords(pattern.passing)}
      </td>
    </>
  );
}

interface FirstLook {
  readonly pattern: Pattern;
  readonly labels: Labels;
  readonly source: string;
  readonly focused: boolean;
}

function First({ pattern, labels, source, focused }: FirstLook) {
  const desk = useDesk();
  const place = placeOf(pattern, source);
  const at = pattern.first ?? undefined;
  const tabIndex = focused ? 0 : -1;
  if (!place) return <td class="pt-first" />;
  return (
    <td class="pt-first">
      <time title={t('{0} UTC', stamp(pattern.first))}>{clock(pattern.first).slice(0, 8)}</time>
      <button
        type="button"
        class="pt-place"
        tabIndex={tabIndex}
        title={t('{0}:{1}: open in the log', oneLine(place.member), place.line)}
        onClick={() => desk.go({ tab: 'logs', place: formatPlace(place), at })}
      >
        <bdi>{oneLine(labels.place(place))}</bdi>
      </button>
      <button
        type="button"
        class="pt-link"
        tabIndex={tabIndex}
        title={t('All lines of this pattern in the log')}
        onClick={() => desk.go({ tab: 'logs', query: queryOf(pattern) })}
      >
        {t('lines')}
      </button>
    </td>
  );
}
