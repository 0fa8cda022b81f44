/** The ground: reads text that nobody vouches for: perhaps JSON, perhaps percent-encoded; what is neither is told by the answer, never thrown. */

/** The value, or undefined where the text is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (failure) {
    if (failure instanceof SyntaxError) return undefined;
    throw failure;
  }
}

/** The object, or null where the text is none; lists are none. */
export function objectIn(text: string): Record<string, unknown> | null {
  const value = jsonIn(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** The text as it was before it was percent-encoded; as it stands where it was not. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (failure) {
    if (failure instanceof URIError) return text;
    throw failure;
  }
}
