/** The window, log table: values that stay, or settle, while newer ones are on their way. */
import { useEffect, useRef, useState } from 'preact/hooks';

/** The newest value that is not null. */
export function useKept<T>(value: T | null): T | null {
  const kept = useRef(value);
  if (value !== null) kept.current = value;
  return kept.current;
}

/** The value once it has not changed for a while; at once where `now` says so. */
export function useSettled<T>(value: T, ms: number, now: (value: T) => boolean): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (value === settled) return;
    if (now(value)) return setSettled(value);
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, settled]);
  return settled;
}
