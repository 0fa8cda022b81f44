/** The window, timeline: how wide a text is in the font of labels, as the browser would draw it. */
import type { Measure } from './marks.ts';

const SIZE = 11;

let known = new Map<string, number>();
let pen: CanvasRenderingContext2D | null = null;
let font = '';

export const measure: Measure = text => {
  if (!pen) {
    pen = document.createElement('canvas').getContext('2d');
    font = `${SIZE}px ${getComputedStyle(document.body).fontFamily}`;
    known = new Map();
  }
  if (!pen) return text.length * 7;
  const width = known.get(text);
  if (width !== undefined) return width;
  pen.font = font;
  const measured = pen.measureText(text).width;
  known.set(text, measured);
  return measured;
};
