/** The editor's chat: the words of a question that lines of a log may hold. */

const MOST = 8;
/** Words that ask, and words for what every question here is about. */
const ASKING = new Set(
  (
    'about after all also and any are because been before but can cause could did does during error errors explain fail failed failing fails ' +
    'failure find first for from get give had happen happened has have how into investigate its last latest let line lines log logs look made ' +
    'make more most much newest not off one out please reason root run runs say says see show some tell test than that the their them then ' +
    'there these they this those use was way well went were what when where which while who why will with would wrong you your'
  ).split(' '),
);

/** In the order in which they stand, each once; names such as db-node-3 stay one word. */
export function wordsOf(question: string): string[] {
  const found = question.toLowerCase().match(/[\p{L}\p{N}](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}])?/gu) ?? [];
  return [...new Set(found)].filter(word => word.length > 2 && !ASKING.has(word)).slice(0, MOST);
}
