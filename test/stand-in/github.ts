/** Stand-in: as much of GitHub's API as a workflow run is fetched with (docs.github.com/rest), on this machine; a storage host of its own refuses credentials. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { zip } from '../engine/read/archives.ts';
import { Loopback } from '../engine/sources/loopback.ts';

const AT = '2026-05-26T11:12:';

export const job = (id: number, name: string, conclusion: string | null) => ({
  id,
  run_id: 77,
  name,
  status: conclusion ? 'completed' : 'in_progress',
  conclusion,
  started_at: `${AT}00Z`,
  completed_at: conclusion ? `${AT}40Z` : null,
  html_url: `https://github.com/acme/shop/actions/runs/77/job/${id}`,
  runner_name: 'runner-1',
  steps: [
    { name: 'Set up job', conclusion: 'success', number: 1, started_at: `${AT}00Z`, completed_at: `${AT}05Z` },
    { name: 'Run tests', conclusion, number: 2, started_at: `${AT}05Z`, completed_at: conclusion ? `${AT}39Z` : null },
    { name: 'Upload', conclusion: 'skipped', number: 3, started_at: `${AT}39Z`, completed_at: `${AT}39Z` },
  ],
});

export const workflowRun = (more: object = {}) => ({
  id: 77,
  name: 'CI',
  display_title: 'Charge the card once',
  run_number: 412,
  run_attempt: 2,
  status: 'completed',
  conclusion: 'failure',
  event: 'pull_request',
  head_branch: 'charge-once',
  head_sha: '0123456789abcdef0123456789abcdef01234567',
  html_url: 'https://github.com/acme/shop/actions/runs/77',
  created_at: `${AT}00Z`,
  updated_at: `${AT}45Z`,
  run_started_at: `${AT}00Z`,
  actor: { login: 'mona' },
  pull_requests: [{ number: 9 }],
  head_commit: null,
  ...more,
});

const LOG = [
  `${AT}05.1234567Z ##[group]Run npm test`,
  `${AT}06.0000000Z npm test`,
  `${AT}06.1000000Z ##[endgroup]`,
  `${AT}38.0000000Z   1) charges the card once:`,
  `${AT}38.1000000Z      Error: expected 1 charge, got 2`,
  `${AT}38.2000000Z       at Context.<anonymous> (test/charge.test.ts:31:5)`,
  `${AT}39.0000000Z ##[error]Process completed with exit code 1.`,
  '',
].join('\n');

const JUNIT = `<testsuite name="unit" tests="2" failures="1"><testcase classname="charge" name="once"><failure message="expected 1 charge, got 2">at test/charge.test.ts:31:5</failure></testcase><testcase classname="charge" name="refund"/></testsuite>\n`;

const ARTIFACTS = [
  { id: 5, name: 'junit results', size_in_bytes: 400, expired: false },
  { id: 6, name: 'core dumps', size_in_bytes: 4_000_000_000, expired: false },
];

const ANNOTATION = {
  path: 'test/charge.test.ts',
  start_line: 31,
  end_line: 31,
  annotation_level: 'failure',
  title: 'charges the card once',
  message: 'expected 1 charge, got 2',
  raw_details: null,
};

interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  /** On the storage host. */
  readonly location?: string;
}

/** What a test may change before it asks. */
export interface Shop {
  run: object;
  jobs: ReturnType<typeof job>[];
  /** Statuses instead of logs, by job. */
  logStatus: Record<number, number>;
  /** Ends each log after so many bytes, once. */
  cutOnce: number | null;
  /** Answers everything with this status. */
  refuse: number | null;
}

export class GithubStandIn {
  readonly shop: Shop = {
    run: workflowRun(),
    jobs: [job(1, 'lint', 'success'), job(2, 'test (ubuntu, 24)', 'failure'), job(3, 'deploy', 'skipped')],
    logStatus: {},
    cutOnce: null,
    refuse: null,
  };
  readonly asked: string[] = [];
  readonly #api: Loopback;
  readonly #storage: Loopback;

  private constructor(api: Loopback, storage: Loopback) {
    this.#api = api;
    this.#storage = storage;
    api.answer = (request, response) => this.#answer(request, response);
    storage.answer = (request, response) => this.#store(request, response);
  }

  static async open(): Promise<GithubStandIn> {
    const silent = () => undefined;
    return new GithubStandIn(await Loopback.open(silent), await Loopback.open(silent));
  }

  /** As an enterprise server has it. */
  get url(): string {
    return `${this.#api.url}/api/v3`;
  }

  get host(): string {
    return this.#api.host;
  }

  async close(): Promise<void> {
    await Promise.all([this.#api.close(), this.#storage.close()]);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.replace('/api/v3/repos/acme/shop', '');
    this.asked.push(`${path}${searchParams.size ? `?${searchParams}` : ''}`);
    const { status = 200, json, location } = this.#refusal(request) ?? this.#reply(path, searchParams.get('status'));
    if (location) response.writeHead(302, { location: `${this.#storage.url}/${location}?sig=once-${this.asked.length}` }).end();
    else response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(json));
  }

  #refusal({ headers }: IncomingMessage): Answer | null {
    if (this.shop.refuse !== null) return { status: this.shop.refuse, json: { message: 'Not now' } };
    if (headers.authorization !== 'Bearer ghp_standin')
      return { status: 401, json: { message: 'Bad credentials', status: '401' } };
    return headers['user-agent'] ? null : { status: 403, json: { message: 'Request forbidden by administrative rules' } };
  }

  #reply(path: string, wanted: string | null): Answer {
    const { run, jobs, logStatus } = this.shop;
    const number = Number(/\d+/.exec(path)?.[0]);
    if (/^\/actions\/runs\/77(\/attempts\/2)?$/.test(path)) return { json: run };
    if (/^\/actions\/runs\/77(\/attempts\/2)?\/jobs$/.test(path)) return { json: { total_count: jobs.length, jobs } };
    if (path === '/actions/runs/77/artifacts') return { json: { total_count: ARTIFACTS.length, artifacts: ARTIFACTS } };
    if (path === '/actions/runs') {
      const found = [run as ReturnType<typeof workflowRun>].filter(one => wanted === one.conclusion || wanted === one.status);
      return { json: { total_count: found.length, workflow_runs: found } };
    }
    if (/^\/check-runs\/\d+\/annotations$/.test(path)) return { json: number === 2 ? [ANNOTATION] : [] };
    if (/^\/actions\/jobs\/\d+\/logs$/.test(path))
      return logStatus[number] ? { status: logStatus[number], json: { message: 'Gone' } } : { location: `log-${number}` };
    if (path === '/actions/artifacts/5/zip') return { location: 'zip' };
    return { status: 404, json: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' } };
  }

  /** Such a host answers 400 to who shows it a token beside the signature. */
  #store(request: IncomingMessage, response: ServerResponse): void {
    if (request.headers.authorization) return void response.writeHead(400).end('InvalidArgument');
    const body = request.url?.startsWith('/zip') ? zip([{ name: 'junit.xml', bytes: Buffer.from(JUNIT) }]) : Buffer.from(LOG);
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const headers = { etag: '"v1"', 'accept-ranges': 'bytes', 'content-length': body.length - from };
    if (from) response.writeHead(206, { ...headers, 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` });
    else response.writeHead(200, headers);
    const { cutOnce } = this.shop;
    if (cutOnce === null || from) return void response.end(body.subarray(from));
    this.shop.cutOnce = null;
    response.write(body.subarray(0, cutOnce), () => response.destroy());
  }
}
