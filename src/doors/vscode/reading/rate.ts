/** The editor: how fast lines are read, over the last seconds, so that a number changes when the pace does. */

const WINDOW_MS = 4000;

/** Hears totals and tells lines per second; null while there is too little to tell from. */
export function paceOf(now: () => number): (lines: number) => number | null {
  const heard: { at: number; lines: number }[] = [];
  return lines => {
    const at = now();
    heard.push({ at, lines });
    while (heard.length > 2 && at - heard[1].at >= WINDOW_MS) heard.shift();
    const [first] = heard;
    const seconds = (at - first.at) / 1000;
    return seconds < 0.2 ? null : Math.max(0, Math.round((lines - first.lines) / seconds));
  };
}

/** `420k`, `1.2M`: three figures are enough for a rate. */
export function short(number: number): string {
  if (number < 1000) return String(number);
  if (number < 999_500) return `${rounded(number / 1000)}k`;
  return `${rounded(number / 1_000_000)}M`;
}

function rounded(number: number): string {
  return number < 10 ? number.toFixed(1).replace(/\.0$/, '') : String(Math.round(number));
}
