/** Analysis: the id by which services call one request, where a line states it: what carries it belongs to one story. */

/** Surest first. OpenStack's `req-UUID` (oslo.log); W3C trace context, section 3.2.2; what frameworks call a request, trace or correlation id. */
const FORMS: readonly RegExp[] = [
  /\b(req-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/i,
  /\b00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}\b/i,
  /\b(?:x[-_])?(?:request|correlation|trace|transaction|session)[-_ ]?id["']?\s*[=:]\s*["']?([\w.:-]{8,64})/i,
];

/** Nothing but noughts, or a word, names no request. */
function isTelling(id: string): boolean {
  return /\d/.test(id) && !/^[0-]+$/.test(id.replace(/^req-/i, ''));
}

/** Null where the text names none. */
export function requestOf(text: string): string | null {
  for (const form of FORMS) {
    const id = form.exec(text)?.[1];
    if (id && isTelling(id)) return id;
  }
  return null;
}
