/** The window, patterns: the text of a pattern. */
import { piecesOf } from './pattern.ts';

/** Wildcards are dimmed: what stands still is what is read. */
export function Text({ text }: { text: string }) {
  return (
    <bdi>
      {piecesOf(text).map((piece, at) => (
        <span key={`${at} ${piece.text}`} class={piece.wild ? 'pt-wild' : undefined}>
          {piece.text}
        </span>
      ))}
    </bdi>
  );
}
