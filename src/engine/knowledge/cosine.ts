/** The knowledge: exact cosine of a question with every text: unit vectors in one array, four sums at a time. */

/** Both sides are unit vectors of `rank` numbers. Writes one number per text. */
export function cosines(vectors: Float32Array, question: Float32Array): Float32Array {
  const rank = question.length;
  const out = new Float32Array(vectors.length / rank);
  const even = rank - (rank % 4);
  for (let text = 0, from = 0; text < out.length; text++, from += rank) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let k = 0; k < even; k += 4) {
      a += vectors[from + k] * question[k];
      b += vectors[from + k + 1] * question[k + 1];
      c += vectors[from + k + 2] * question[k + 2];
      d += vectors[from + k + 3] * question[k + 3];
    }
    for (let k = even; k < rank; k++) a += vectors[from + k] * question[k];
    out[text] = a + b + c + d;
  }
  return out;
}
