/** The sources, Argus: its payloads as we read them: any field may be null or missing, and one of another form is as if it were missing. */
import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform(value => value?.trim() || null)
  .catch(null);
const number = z.coerce
  .number()
  .nullish()
  .transform(value => value ?? null)
  .catch(null);

/** Milliseconds since 1970; null for what has not happened, which Argus writes as 1970. */
const moment = z
  .union([z.string(), z.number()])
  .nullish()
  .transform(value => {
    const at = typeof value === 'number' ? value * 1000 : Date.parse(value ?? '');
    return at > 0 ? at : null;
  })
  .catch(null);

/** What fits of a list. */
function list<T extends z.ZodType>(of: T) {
  return z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((all): z.output<T>[] =>
      (all ?? []).flatMap(one => {
        const read = of.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );
}

/** The fields of a thing, or null. */
function thing<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.object(shape).nullish().catch(null);
}

const Machines = thing({ image_id: text, instance_type: text, node_amount: number });

export const Nemesis = z.object({
  name: text,
  class_name: text,
  status: text,
  start_time: moment,
  end_time: moment,
  stack_trace: text,
  target_node: thing({ name: text, ip: text }),
});
export type Nemesis = z.output<typeof Nemesis>;

const Resource = z.object({
  name: text,
  state: text,
  resource_type: text,
  instance_info: thing({
    instance_type: text,
    region: text,
    provider: text,
    termination_time: moment,
    termination_reason: text,
  }),
});

/** A list of pairs; of some kinds of runs an object. */
const Logs = z
  .unknown()
  .optional()
  .transform(value => {
    const pairs: unknown[] = Array.isArray(value) ? value : Object.entries((value as object | null) ?? {});
    return pairs.flatMap(pair => {
      const [name, url] = Array.isArray(pair) ? pair : [];
      return typeof name === 'string' && typeof url === 'string' ? [{ name, url }] : [];
    });
  });
export interface Log {
  readonly name: string;
  readonly url: string;
}

/** A run, of whatever kind; what a kind lacks is null or empty. */
export const ArgusRun = z.object({
  id: z.string(),
  test_id: text,
  assignee: text,
  build_id: text,
  build_number: number,
  build_job_url: text,
  status: text,
  investigation_status: text,
  start_time: moment,
  end_time: moment,
  scylla_version: text,
  product_version: text,
  test_name: text,
  test_method: text,
  started_by: text,
  branch_name: text,
  scm_revision_id: text,
  origin_url: text,
  config_files: list(z.string()),
  region_name: list(z.string()),
  packages: list(z.object({ name: z.string(), version: text, date: text, revision_id: text })),
  cloud_setup: thing({ backend: text, db_node: Machines, loader_node: Machines, monitor_node: Machines }),
  allocated_resources: list(Resource),
  nemesis_data: list(Nemesis),
  screenshots: list(z.string()),
  logs: Logs,
});
export type ArgusRun = z.output<typeof ArgusRun>;

const Named = thing({ name: text });
export const Comment = z.object({ message: text, user_id: text, posted_at: moment });
export type Comment = z.output<typeof Comment>;

export const Info = z.object({
  plugin_name: z.string(),
  test_run: z.unknown().optional(),
  test_info: thing({ test: Named, group: Named, release: Named }),
  comments: list(Comment),
});

export const Built = z.object({ run_id: z.string() });

export const Event = z.object({
  event_id: text,
  severity: text,
  ts: moment,
  event_type: text,
  message: text,
  node: text,
  nemesis_name: text,
  duplicate_id: text,
  known_issue: text,
});
export type Event = z.output<typeof Event>;
export const Events = list(Event);

export const Issue = z.object({
  subtype: text,
  owner: text,
  repo: text,
  number: number,
  key: text,
  state: text,
  title: text,
  summary: text,
  url: text,
  permalink: text,
});
export type Issue = z.output<typeof Issue>;
export const Issues = list(Issue);

export const Configs = list(z.object({ name: z.string() }));
export const Count = z.number();
export const Size = z.object({ artifactSize: number });

/** By the ids of people. */
export const Users = z.record(z.string(), thing({ username: text, full_name: text }));
export type Users = z.output<typeof Users>;

/** A run in a list. */
export const ListedRun = z.object({
  id: z.string(),
  build_id: text,
  build_number: number,
  build_job_url: text,
  status: text,
  investigation_status: text,
  assignee: text,
  start_time: moment,
  end_time: moment,
  scylla_version: text,
});
export type ListedRun = z.output<typeof ListedRun>;
export const ListedRuns = list(ListedRun);

const StatsRun = z.object({
  id: text,
  status: text,
  build_number: number,
  build_job_name: text,
  start_time: moment,
  assignee: text,
  issues: list(z.unknown()),
});
const StatsTest = z.object({ test: thing({ name: text }), investigation_status: text, last_runs: list(StatsRun) });

/** The values of an object whose keys are ids. */
function byId<T extends z.ZodType>(of: T) {
  const all = list(of);
  return z
    .record(z.string(), z.unknown())
    .nullish()
    .catch(null)
    .transform((values): z.output<T>[] => all.parse(Object.values(values ?? {})));
}

/** Without groups where a release is dormant. */
export const Stats = z.object({ groups: byId(z.object({ group: Named, tests: byId(StatsTest) })) });
export type Stats = z.output<typeof Stats>;
