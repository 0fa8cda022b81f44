/** The investigator: whether a claim says the opposite of its lines: it denies what they state, or states what they deny; only where it is plain from the words. */

/*
The rule. Behind a negation stands what it denies: the next word that is none of the small ones. A claim denies its lines where they hold that word, in whatever
form, without a negation or a failure around it; it states what they deny where the lines hold a word only behind a negation, and the claim knows no negative word
at all. So too where a claim tells of success alone and its lines of failure alone. All else is left to the reader, who sees the lines beside the claim.
*/

const NEGATION =
  /^(?:not|no|never|without|neither|nor|cannot|none|\p{L}+n['’]t|(?:do|did|does|is|was|are|were|has|have|had|ca|could|wo|would|should)nt)$/u;
/** Behind a negation they leave a part of what is denied, or only its way. */
const IN_PART = /^(?:all|every|only|just|enough|always|yet|but|rather|instead|again|because|due|properly|\p{L}{3,}ly)$/u;
/** A part of what a line tells was done, a part was not. */
const SOME_OF = /\b\d+ ?(?:of|\/) ?\d+\b/;
/** Around a word of a line they turn it round. */
const TURNED =
  /^(?:fail\p{L}*|unable|refus\p{L}*|den(?:y|ied|ies)|reject\p{L}*|los[te]\p{L}*|miss\p{L}*|lack\p{L}*|abort\p{L}*|error|timeout|timed|expired?|out)$/u;
/** A claim that holds one of these says by itself that something went wrong. */
const NEGATIVE =
  /^(?:fail\p{L}*|unable|refus\p{L}*|den(?:y|ied|ies)|reject\p{L}*|abort\p{L}*|drop\p{L}*|los[te]\p{L}*|miss\p{L}*|lack\p{L}*|stop\p{L}*|error\p{L}*|timeout|timed|expired?|kill\p{L}*|crash\p{L}*|un\p{L}{4,}|im?possible|insufficient|invalid|down|dead|gave|bad|broken?|out|exceed\p{L}*|only|few\p{L}*|less)$/u;
const SMALL = new Set(
  'a an the any some be been being is are was were am do does did has have had having will would can could should shall may might must to of in on at by for from with it its this that there then than and or as so ever even longer more much really actually all every further other such cause caused causes reason root'.split(
    ' ',
  ),
);
const SUCCESS = /^(?:pass(?:ed|es|ing)?|succe(?:ss\p{L}*|ed\p{L}*)|healthy|green)$/u;
const FAILURE = /^(?:fail\p{L}*|error\p{L}*|unhealthy|fatal|critical|unsuccessful\p{L}*)$/u;
/** Words between a negation and what it denies; words around one in a line that may deny it. */
const NEAR = 3;
/** Letters of a word that is compared, and of its stem. */
const [LEAST, STEM] = [4, 4];

export function denies(claim: string, lines: readonly string[]): boolean {
  const said = sentencesOf(claim).map(wordsOf);
  const told = lines.flatMap(sentencesOf).map(text => (SOME_OF.test(text) ? [] : wordsOf(text)));
  if (said.some(words => deniedIn(words).some(stem => statedIn(told, stem)))) return true;
  const words = said.flat();
  if (words.some(word => isNegation(word) || NEGATIVE.test(word))) return false;
  const all = told.flat();
  if (words.some(word => SUCCESS.test(word)) && all.some(word => FAILURE.test(word)) && !all.some(word => SUCCESS.test(word)))
    return true;
  const denied = told.flatMap(deniedIn).filter(stem => !statedIn(told, stem));
  return words.some(word => denied.includes(stemOf(word)));
}

function sentencesOf(text: string): string[] {
  return text.split(/[.;:!?](?=\s|$)|\n/u);
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{L}[\p{L}'’]*/gu) ?? []
  ).map(word => word.replace(/['’]$/u, ''));
}

function isNegation(word: string): boolean {
  return NEGATION.test(word);
}

/** Stems of what is denied: of each negation the first word behind it that tells something. */
function deniedIn(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    if (!isNegation(word) || words.slice(at + 1, at + 1 + 2 * NEAR).some(one => IN_PART.test(one))) return [];
    const next = words.slice(at + 1, at + 1 + NEAR).find(one => !SMALL.has(one));
    return next && next.length >= LEAST ? [stemOf(next)] : [];
  });
}

/** Whether a line holds the word with nothing around it that turns it round. */
function statedIn(lines: readonly (readonly string[])[], stem: string): boolean {
  return lines.some(words =>
    words.some((word, at) => {
      if (stemOf(word) !== stem) return false;
      const around = [...words.slice(Math.max(0, at - NEAR), at), ...words.slice(at + 1, at + 1 + NEAR)];
      return !around.some(one => isNegation(one) || TURNED.test(one));
    }),
  );
}

/** The same for most forms of a word: kill, killed, killing. */
function stemOf(word: string): string {
  const bare = word.replace(/(?:'s|ing|ed|es|s)$/u, '');
  return bare.length >= STEM ? bare.replace(/(?<=\p{L}{3})(?:e|(\p{L})(?=\1$))$/u, '') : word;
}
