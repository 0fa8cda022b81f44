/** The answers: a source's members by id, and what is told of one. */
import type { Member } from '../../model/corpus.ts';
import type { MemberInfo } from '../../model/run.ts';
import type { Source } from '../store/source.ts';

const byId = new WeakMap<Source, ReadonlyMap<number, Member>>();

export function memberOf(source: Source, id: number): Member {
  const known = byId.get(source) ?? new Map(source.members.map(member => [member.id, member]));
  byId.set(source, known);
  return known.get(id) as Member;
}

export function memberInfo(source: Source, member: Member): MemberInfo {
  return {
    path: member.path,
    format: member.format,
    lines: member.lines,
    bytes: member.bytes,
    from: member.firstAt,
    to: member.lastAt,
    zone: member.zone,
    ...clockOf(source, member.id),
  };
}

/** How far the member's own stamps are ahead of the times shown; nothing where they are the same. */
export function clockOf(source: Source, member: number): { clock_ahead?: number } {
  const ahead = source.ahead.get(member);
  return ahead === undefined ? {} : { clock_ahead: ahead };
}
