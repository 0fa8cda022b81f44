/** HTTP: the steps that a document advises: the list under its heading for that. */

const HEADING = /^#{1,6}\s+(.*?)\s*$/;
const ADVICE = /^(?:what to do|what helps|steps|mitigation|resolution|remediation|how to fix)\b/i;
const ITEM = /^ {0,3}(?:[-*+]|\d{1,3}[.)])\s+(.*)$/;

/** As they stand, items with their further lines; without a list the paragraphs. */
export function stepsIn(markdown: string): string[] {
  const steps: string[] = [];
  let within = false;
  let ended = true;
  for (const line of markdown.split(/\r\n|\n|\r/)) {
    const heading = HEADING.exec(line);
    if (heading) within = ADVICE.test(heading[1]);
    if (heading || line.trim() === '') {
      ended = true;
      continue;
    }
    if (!within) continue;
    const item = ITEM.exec(line);
    if (item || ended) steps.push((item?.[1] ?? line).trim());
    else steps.push(`${steps.pop()} ${line.trim()}`);
    ended = false;
  }
  return steps.map(withoutLinks);
}

/** Programs do not follow them: `[a node went down](node-down.md)` is its words. */
function withoutLinks(step: string): string {
  return step.replace(/\[([^[\]]+)\]\([^()\s]*\)/g, '$1');
}
