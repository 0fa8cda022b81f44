/** The window, log table: how wide a character of its monospaced text is. */
import { useLayoutEffect, useState } from 'preact/hooks';

const PROBE = 100;

/** Pixels; a usual width until it is measured. */
export function useSignWidth(): number {
  const [width, setWidth] = useState(7.2);
  useLayoutEffect(() => {
    const probe = document.createElement('span');
    probe.className = 'log-probe';
    probe.textContent = '0'.repeat(PROBE);
    document.body.append(probe);
    const measured = probe.getBoundingClientRect().width / PROBE;
    probe.remove();
    if (measured > 0) setWidth(measured);
  }, []);
  return width;
}
