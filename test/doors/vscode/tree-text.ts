/** Draws a tree of the editor as text, as a person reads it: icon, label, description, indented; and a tooltip where it is asked for. */
import type { ItemWords } from '../../../src/doors/vscode/item.ts';

export function drawn<Node>(
  nodes: readonly Node[],
  words: (node: Node) => ItemWords,
  below: (node: Node) => readonly Node[],
  depth = 0,
): string {
  return nodes
    .map(node => {
      const { label, description, icon, opens } = words(node);
      const twistie = opens === 'expanded' ? 'v ' : opens === 'collapsed' ? '> ' : '  ';
      const row = `${'  '.repeat(depth)}${twistie}[${icon ?? ''}] ${label}${description ? `  (${description})` : ''}\n`;
      return row + drawn(below(node), words, below, depth + 1);
    })
    .join('');
}
