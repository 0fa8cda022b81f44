/** The window: one accent per meaning: red for causes, yellow for precursors, violet for triggers and what is new. */

export type Tone = 'error' | 'warning' | 'new' | 'plain';

export function toneOf(role: string): Tone {
  return ({ cause: 'error', precursor: 'warning', trigger: 'new' } as const)[role] ?? 'plain';
}
