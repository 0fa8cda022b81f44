/** The reader, agents: the record of a coding session that Claude Code keeps, one event per line, as one conversation. */
import { type Obj, objectIn, textIn } from './value.ts';

const AGENT = 'Claude Code';
/** What stands in such a record without being said by anybody. */
const NOTES = /^(?:summary|system|progress|file-history-snapshot|queue-operation|custom-title|attachment)$/;

export function isSessionEvent(one: Obj): boolean {
  const speaks = (one.type === 'user' || one.type === 'assistant') && objectIn(one.message) !== null;
  return (speaks && ('sessionId' in one || 'uuid' in one)) || (NOTES.test(String(one.type)) && hasOwnKeys(one));
}

function hasOwnKeys(one: Obj): boolean {
  return 'sessionId' in one || 'leafUuid' in one || ('messageId' in one && 'snapshot' in one);
}

/** A document with its messages; null where the events are none of a session. */
export function sessionIn(events: readonly Obj[]): Obj | null {
  const said = events.filter(one => objectIn(one.message) !== null);
  if (said.length === 0 || !events.every(isSessionEvent)) return null;
  const [first] = said;
  const counted = new Set<string>();
  const messages = said.map(({ message, timestamp, isSidechain }): Obj => {
    const { usage, ...own }: Obj = objectIn(message) ?? {};
    const id = textIn(own, 'id') ?? '';
    // A message that is written in several lines repeats its usage in each.
    const once = usage !== undefined && !counted.has(id);
    if (id !== '') counted.add(id);
    const name = own.role === 'assistant' ? (isSidechain === true ? 'subagent' : AGENT) : undefined;
    return { ...own, timestamp, ...(name && { name }), ...(once && { usage }) };
  });
  const model = said.map(one => textIn(objectIn(one.message) ?? {}, 'model')).find(name => name !== null);
  const [run_id, agent_version] = [textIn(first, 'sessionId'), textIn(first, 'version')];
  return { ...(run_id && { run_id }), agent_name: AGENT, agent_version, model, messages };
}
