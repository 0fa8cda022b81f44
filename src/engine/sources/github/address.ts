/** GitHub: the addresses of workflow runs: pages of github.com and of enterprise servers, and the short form. */

export interface RunAddress {
  /** `github.com`, or an enterprise server's. */
  readonly host: string;
  readonly owner: string;
  readonly repository: string;
  readonly id: string;
  /** Null for the latest. */
  readonly attempt: number | null;
}

const NAME = '[\\w.-]+';
const PAGE = new RegExp(
  `^https?://([\\w.-]+(?::\\d+)?)/(${NAME})/(${NAME})/actions/runs/(\\d+)(?:/attempts/(\\d+))?(?:[/?#].*)?$`,
  'i',
);
const SHORT = new RegExp(
  `^github:(?:([\\w.-]*\\.[\\w.-]+(?::\\d+)?|[\\w-]+:\\d+)/)?(${NAME})/(${NAME})/(\\d+)(?:/(\\d+))?$`,
  'i',
);

/** Null where the text names no workflow run. */
export function readAddress(text: string): RunAddress | null {
  const found = PAGE.exec(text.trim()) ?? SHORT.exec(text.trim());
  if (!found) return null;
  const [, host = 'github.com', owner, repository, id, attempt] = found;
  return { host: host.toLowerCase().replace(/^www\./, ''), owner, repository, id, attempt: attempt ? Number(attempt) : null };
}

/** `github:OWNER/REPOSITORY/ID`, with the host before it where it is not github.com. */
export function formatAddress({ host, owner, repository, id, attempt }: RunAddress): string {
  const where = host === 'github.com' ? '' : `${host}/`;
  return `github:${where}${owner}/${repository}/${id}${attempt === null ? '' : `/${attempt}`}`;
}

/** Whether a connection with this API address serves runs of the host: `api.github.com`, or `HOST/api/v3`. */
export function servesHost(api: string, host: string): boolean {
  if (!URL.canParse(api)) return false;
  const url = new URL(api);
  return url.host === (host === 'github.com' ? 'api.github.com' : host);
}
