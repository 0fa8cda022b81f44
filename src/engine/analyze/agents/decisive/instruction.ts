/** Analysis, agents: where an agent leaves aside what it was told to do. */
import { CHANGES } from './acts.ts';
import type { Deed } from './deeds.ts';

type Rule = (deed: Deed) => string | null;

/** A clause: "it calls delete_file, which it was told not to use"; null where nothing is left aside. */
export function ignoredIn(deed: Deed): string | null {
  for (const rule of rules) {
    const words = rule(deed);
    if (words !== null) return words;
  }
  return null;
}

const rules: readonly Rule[] = [usesForbidden, asksNobody, skipsFirst, goesElsewhere, answersOtherwise];

function usesForbidden({ calls, rules, told }: Deed): string | null {
  const call = calls.find(({ tool_name }) => {
    const tool = tool_name.toLowerCase();
    return rules.forbidden.has(tool) || told?.forbidden.has(tool);
  });
  return call ? `it calls ${call.tool_name}, which it was told not to use` : null;
}

const CONSENTS =
  /\b(?:yes|yeah|yep|yup|sure|ok|okay|confirm\w*|correct|go ahead|proceed|please|agree\w*|approve\w*|perfect|right|works|do it|do that|sounds|great|let['’]s|fine|absolutely|definitely|exactly)\b/i;

function asksNobody({ calls, rules, asked }: Deed): string | null {
  const call = rules.confirmFirst ? calls.find(one => CHANGES.test(one.tool_name)) : undefined;
  if (!call || asked === null || CONSENTS.test(asked)) return null;
  return `it calls ${call.tool_name} without the confirmation that its instructions ask for`;
}

function skipsFirst({ calls, rules, told, called }: Deed): string | null {
  if (calls.length === 0) return null;
  for (const [first, then] of [...rules.order, ...(told?.order ?? [])]) {
    if (!called(first) && calls.some(call => call.tool_name === then)) {
      return `it calls ${then} without ${first}, which was to come first`;
    }
  }
  return null;
}

/** Where a browser or a viewer of files says that it is; a page of a search engine is only the way there. */
const STANDS = /screenshot of \[[^\]]*\]\((\S+?)\)|^\s*Address: (\S+)/;
const SEARCHES = /\/search\?/;

function goesElsewhere({ text, told }: Deed): string | null {
  const where = STANDS.exec(text);
  const [place] = told?.places ?? [];
  if (!where || place === undefined || SEARCHES.test(where[0])) return null;
  const seen = text.toLowerCase();
  return told?.places.some(one => seen.includes(one))
    ? null
    : `it was sent to ${place} and is at ${hostOf(where[1] ?? where[2])}`;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') || address : address;
}

function answersOtherwise({ text, calls, rules, isLast }: Deed): string | null {
  if (!isLast || text === '' || calls.length > 0 || !rules.jsonOnly) return null;
  return /^\s*(?:```(?:json)?\s*)?[[{]/.test(text) ? null : 'it does not answer in JSON, as it was told to';
}
