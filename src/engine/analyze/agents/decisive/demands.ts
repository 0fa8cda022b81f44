/** Analysis, agents: what instructions demand, as far as it can be checked without understanding them. */

export interface Demands {
  /** Names of tools that are not to be used, in lower case. */
  readonly forbidden: ReadonlySet<string>;
  /** Pairs of tools: the first has to be called before the second. */
  readonly order: readonly (readonly [string, string])[];
  /** Whoever changes something has to be told to go ahead. */
  readonly confirmFirst: boolean;
  readonly jsonOnly: boolean;
  /** Sites and files to go to, in lower case. */
  readonly places: readonly string[];
}

/** Flatly: what may not be done more than twice, or for one purpose, may be done otherwise. */
const FORBIDS =
  /\b(?:do not|don['’]t|never|must not|may not|without)\s+(?:ever\s+)?(?:use|using|call|calling|run|running)\s+(?:the\s+)?[`"'“]?(\w[\w.-]*\w)[`"'”]?(?=\s*(?:tools?|functions?|commands?)?\s*(?:at all|again|ever|under any circumstances)?\s*(?:[.,;:!)]|$|and\b|or\b))/gim;
const FIRST = /\b(?:call|use|run|invoke)\s+[`"'“]?(\w+_\w+)[`"'”]?\s+(?:\w+\s+)?before\b[^.\n]{0,60}?\b(\w+_\w+)\b/gi;
const CONFIRM_FIRST =
  /\bbefore\b[^.\n]{0,240}\b(?:obtain|get|ask|require|receive)\b[^.\n]{0,60}\b(?:confirmation|approval|consent)\b|\b(?:obtain|get|ask for|require|wait for)\b[^.\n]{0,60}\b(?:confirmation|approval|consent)\b[^.\n]{0,60}\b(?:before|to proceed)\b/i;
const JSON_ONLY =
  /\b(?:respond|answer|reply|output|return)\b[^.\n]{0,40}\b(?:only|valid|strictly|just)\b[^.\n]{0,20}\bJSON\b|\bJSON only\b/i;
const SITE = /\b(?:https?:\/\/)?(?:www\.)?((?:[a-z0-9-]{1,63}\.){1,6}(?:com|org|net|edu|gov|io|dev|info|co|uk|de|eu))\b/gi;
const FILE =
  /\b(?:open|read|view|load|inspect|examine|file)\b[^.\n]{0,60}?(?<![:/\w])((?:[\w.-]{0,99}\/){1,20}[\w.-]{1,99}\.\w{2,5})\b/gi;

export function demandsIn(text: string): Demands {
  return {
    forbidden: new Set([...text.matchAll(FORBIDS)].map(([, tool]) => tool.toLowerCase())),
    order: [...text.matchAll(FIRST)].map(([, first, then]) => [first, then]),
    confirmFirst: CONFIRM_FIRST.test(text),
    jsonOnly: JSON_ONLY.test(text),
    places: [...text.matchAll(SITE), ...text.matchAll(FILE)].map(([, place]) => place.toLowerCase()),
  };
}
