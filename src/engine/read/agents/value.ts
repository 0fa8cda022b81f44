/** The reader, agents: looking into values of JSON whose form is not known beforehand. */

export type Obj = Readonly<Record<string, unknown>> & Record<string, unknown>;

export function objectIn(value: unknown): Obj | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Obj) : null;
}

/** The first of the keys that holds text. */
export function textIn(value: Obj, ...keys: string[]): string | null {
  for (const key of keys) {
    const text = value[key];
    if (typeof text === 'string' && text !== '') return text;
  }
  return null;
}

/** The first of the keys that holds a number, or a number as text. */
export function numberIn(value: Obj, ...keys: string[]): number | null {
  for (const key of keys) {
    const held = value[key];
    const figure = typeof held === 'string' && held !== '' ? Number(held) : held;
    if (typeof figure === 'number' && Number.isFinite(figure)) return figure;
  }
  return null;
}
