/** The knowledge: Markdown cut into sections by its headings; a section knows the headings above it and its line. */

export interface Section {
  /** Heading with those above it, below the document's own: `What to look at > First`. */
  readonly heading: string;
  /** Line of the heading, 1-based. */
  readonly line: number;
  readonly text: string;
}

/** Characters of a section; longer ones are cut at a blank line, so that every part is about little. */
const LONGEST = 4000;

/** The lines of code fences are never headings. What stands before the first heading belongs to the document's title. */
export function sectionsOf(body: string, from: number): Section[] {
  const sections: Section[] = [];
  const above: { depth: number; words: string }[] = [];
  let open = { heading: '', line: from, lines: [] as string[] };
  let fence: string | null = null;
  const close = () => {
    if (open.lines.some(line => line.trim()) || open.heading) sections.push(...cut(open));
  };
  for (const [index, line] of body.split(/\r?\n/).entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== null) {
      if (mark && mark[0] === fence[0] && mark.length >= fence.length && line.trim() === mark) fence = null;
    } else if (mark) fence = mark;
    const heading = fence === null ? /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$/.exec(line) : null;
    if (!heading) {
      open.lines.push(line);
      continue;
    }
    close();
    while (above.length && above[above.length - 1].depth >= heading[1].length) above.pop();
    above.push({ depth: heading[1].length, words: heading[2].trim() });
    open = { heading: pathOf(above), line: from + index, lines: [] };
  }
  close();
  return sections;
}

/** The first heading of the body, if it is a title. */
export function titleIn(body: string): string | null {
  return /^#[ \t]+(.+?)[ \t]*#*[ \t]*$/m.exec(body)?.[1] ?? null;
}

/** A single `#` names the document, which is told beside the heading anyway. */
function pathOf(above: readonly { depth: number; words: string }[]): string {
  return above
    .filter(one => one.depth > 1)
    .map(one => one.words)
    .join(' > ');
}

function cut({ heading, line, lines }: { heading: string; line: number; lines: readonly string[] }): Section[] {
  const parts: Section[] = [];
  let [text, begun] = ['', line];
  lines.forEach((one, index) => {
    if (text.length > LONGEST / 2 && (one.trim() === '' || text.length > LONGEST)) {
      parts.push({ heading, line: begun, text: text.trim() });
      [text, begun] = ['', line + index + 1];
    }
    text += `${one}\n`;
  });
  return text.trim() || parts.length === 0 ? [...parts, { heading, line: begun, text: text.trim() }] : parts;
}
