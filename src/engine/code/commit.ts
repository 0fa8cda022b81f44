/** The code room: the commit that a line of a run states as the one its code was built from; pure. */

const SHA = `(?<sha>[0-9a-f]{40}|[0-9a-f]{7,12})(?![0-9a-f])`;

/** Surest first: what checks out names what is checked out. */
const FORMS: readonly RegExp[] = [
  /\bHEAD is now at (?<sha>[0-9a-f]{7,40})\b/,
  new RegExp(String.raw`\bChecking out Revision ${SHA}`),
  new RegExp(String.raw`\bChecking out ${SHA} as\b`),
  new RegExp(
    String.raw`\b(?:GIT_COMMIT|GITHUB_SHA|CI_COMMIT_SHA|BUILD_SOURCEVERSION|CIRCLE_SHA1|TRAVIS_COMMIT|BUILDKITE_COMMIT|COMMIT_SHA|GIT_SHA)\b["']?\s*[=:]\s*["']?${SHA}`,
  ),
  new RegExp(String.raw`\b(?:git )?checkout (?:--\S+ )*(?:-[fq]+ )*${SHA}`),
  new RegExp(
    String.raw`\b(?:sct_commit|commit[_ -]?(?:id|hash|sha)|git[_ -]?(?:commit|hash|revision|sha)|revision|build commit)\b["']?\s*(?:is|=|:)?\s*["']?${SHA}`,
    'i',
  ),
  new RegExp(String.raw`^\s*(?:\S+\s+)?commit ${SHA}\s*$`),
];

/** Words of which one stands in every line that may state a commit, as templates show them. */
export const TELLING =
  /HEAD is now at|Checking out|COMMIT|SHA\b|SHA1|SOURCEVERSION|checkout|commit|revision|git[_ -]?(?:hash|sha)|git log -1/i;

export interface Stated {
  readonly sha: string;
  /** Smaller is surer. */
  readonly form: number;
}

/** Null when the line states none. `before` is the line above it: `git log -1 --format=%H` prints the name alone. */
export function statedCommit(text: string, before = ''): Stated | null {
  const line = text.slice(0, 2000);
  for (const [form, pattern] of FORMS.entries()) {
    const sha = pattern.exec(line)?.groups?.sha;
    // A number is no commit.
    if (sha && (/[a-f]/.test(sha) || sha.length === 40)) return { sha, form };
  }
  const alone = /(?:^|\s)'?([0-9a-f]{40})'?\s*$/.exec(line)?.[1];
  return alone && /\bgit log -1\b.*--format=/.test(before) ? { sha: alone, form: 0 } : null;
}
