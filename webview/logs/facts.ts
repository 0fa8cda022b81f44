/** The window, log table: what it knows of the run beside its lines: its files and their short names, its span, and its templates against the passing runs. */
import { useMemo } from 'preact/hooks';
import type { TemplatePage } from '../../src/model/page.ts';
import type { MemberInfo } from '../../src/model/run.ts';
import { type Labels, labelsOf } from '../../src/tools/render/labels.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { useFacts as useRunFacts } from '../facts.ts';
import type { Span } from './moment.ts';

const MOST = 1000;

export type Template = TemplatePage['templates'][number];

export interface Facts {
  readonly members: readonly MemberInfo[];
  readonly labels: Labels;
  /** Of all lines with a time; null when none has one. */
  readonly span: Span | null;
  /** Lines of more than one day. */
  readonly dated: boolean;
  /** Null until they are known. */
  readonly templates: Templates | null;
}

export interface Templates {
  readonly byId: ReadonlyMap<number, Template>;
  /** Templates that the passing runs do not have. */
  readonly fresh: ReadonlySet<number>;
  readonly comparedWith: number;
}

/** While the others are not known, each is called as if it stood alone. */
const LONE_LABELS: Labels = {
  member: path => labelsOf([path]).member(path),
  place: place => labelsOf([place.member]).place(place),
  legend: [],
};

/** Templates are asked once the first rows are there, so that nobody waits for what can come later. */
export function useFacts(ready: boolean): Facts {
  const { engine, start, edition } = useDesk();
  const { run_id } = start;
  const info = useRunFacts().info.data;
  const patterns = useAnswer(ready ? `${edition}` : null, life => engine.list_patterns({ run_id, limit: MOST }, life)).data;
  const templates = useMemo(() => patterns && templatesOf(patterns), [patterns]);
  return useMemo(() => {
    const span = info && info.run.from !== null && info.run.to !== null ? { from: info.run.from, to: info.run.to } : null;
    const labels = info ? labelsOf(info.members.map(member => member.path)) : LONE_LABELS;
    return { members: info?.members ?? [], labels, span, dated: !!span && dayOf(span.from) !== dayOf(span.to), templates };
  }, [info, templates]);
}

function templatesOf({ templates, compared_with }: TemplatePage): Templates {
  return {
    byId: new Map(templates.map(one => [one.template, one])),
    fresh: new Set(templates.filter(one => one.change === 'new' && one.template >= 0).map(one => one.template)),
    comparedWith: compared_with,
  };
}

function dayOf(at: number): number {
  return Math.floor(at / 86_400_000);
}
