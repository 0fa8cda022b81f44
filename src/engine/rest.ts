/** The engine: how its thread rests between two slices of work: messages and timers get their turn, without a timer's delay. */

export function rest(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
