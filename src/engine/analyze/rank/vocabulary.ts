/** Analysis: the words of build and test tools whose presence in a line speaks for or against a failure. */

/** Grouped by what they speak of; the weight of each is learned (weights.ts). */
const groups: readonly string[] = [
  'error errors err failed fail fails failing failure failures fatal exception exceptions panic panicked abort aborted aborting crash crashed killed',
  'cannot unable could couldn not found no such missing exist exists undefined undeclared unresolved unknown unrecognized unexpected invalid illegal',
  'denied refused forbidden unauthorized permission access timeout timed exceeded unreachable closed reset unavailable lost broken corrupt bad wrong',
  'expected actual got received instead assertion assert assertionerror mismatch differ differs different differences equal match matches but was',
  'syntax parse token identifier symbol type types argument arguments parameter method function variable module package dependency dependencies version',
  'file files directory line column target rule task goal step stage script command commands process child status code exit exited signal',
  'compile compilation compiler linker link build built building test tests testing spec suite case example scenario run running ran',
  'warning warnings deprecated note notice info debug hint help see more information full log logs output report summary results',
  'download downloading fetch install installing installed repository remote branch commit checkout clone submodule merge conflict',
  'requires required require must should need needs supported unsupported allowed compatible incompatible constraint satisfy resolve resolved',
  'duplicate duplicates redirect redirected url urls issue issues links link dead alphabetical order sorted trailing whitespace tabs indentation newline',
  'format formatted style lint offenses violations problem problems unused coverage threshold minimum below above maximum',
  'memory space disk heap stack overflow segmentation fault core dumped limit quota rate',
  'ok pass passed passing success successful successfully succeeded done complete completed finished skipped skipping ignored pending',
  'retry retrying attempt again please try check verify make sure use using set setting config configuration default option options flag usage',
  'server client connect connection socket host port http https ssl tls certificate key token password login user account',
  'start starting started stop stopping stopped end time seconds elapsed total',
  'undefined null nil none true false nan object class import export unimported ambiguous overrides override implements return returned',
];

export const vocabulary: readonly string[] = [...new Set(groups.join(' ').split(' '))];

const numbers = new Map(vocabulary.map((word, i) => [word, i]));

/** The numbers of the vocabulary's words in a line, each once. */
export function wordsOf(words: string): number[] {
  const found = new Set<number>();
  for (const word of words.slice(0, 600).match(/[A-Za-z]+/g) ?? []) {
    const number = numbers.get(word.toLowerCase());
    if (number !== undefined) found.add(number);
  }
  return [...found];
}
