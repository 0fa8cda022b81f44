/** The sources, Argus: fetches a run into files: what Argus says of it, its logs, and where these have no events of the test, those that Argus has. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../../base/fault.ts';
import { doing } from '../../../base/progress.ts';
import type { Gap } from '../../../model/coverage.ts';
import type { AddressKind, Fetched, Fetching } from '../addresses.ts';
import type { Link } from '../outside.ts';
import type { Request } from '../request.ts';
import { writeIfNew } from '../write-file.ts';
import { claimArgus, linksTo, type Wanted, wantedBy } from './address.ts';
import { chooseArchives } from './archives.ts';
import { gather } from './collect.ts';
import { payloadOf } from './envelope.ts';
import { countOf, eventsOf } from './events.ts';
import { factsOf, type Known } from './facts.ts';
import { eventsFile, nemesesFile, runFile } from './files.ts';
import { ArgusRun, Built, Configs, type Event, Info, Issues, Users } from './nouns.ts';
import {
  buildRequest,
  configsRequest,
  infoRequest,
  issuesRequest,
  runRequest,
  type Severity,
  severities,
  usersRequest,
} from './requests.ts';
import { isUnderWay, outcomeOf, pageOf, titleOf } from './words.ts';

export const argusAddress: AddressKind = { origin: 'argus', claims: claimArgus, fetch: fetchArgus };

/** Events of each severity that are fetched; a run has thousands of normal ones, few of which tell anything. */
const MOST: Readonly<Record<Severity, number>> = { CRITICAL: 20_000, ERROR: 20_000, WARNING: 10_000, NORMAL: 5000, DEBUG: 0 };
/** Logs may still be on their way up for this long after a run. */
const LATE_MS = 86_400_000;

async function fetchArgus(address: string, by: Fetching): Promise<Fetched> {
  const { link, info, id } = await found(await linksTo(by.given, by.outside), wantedBy(address), by);
  const gaps: Gap[] = [];
  const about = { link, by, gaps };
  const { run, raw } = await runOf(about, info, id);
  const known = await askAround(about, { run, info });
  const into = join(by.folder, 'run');
  const { fetched, left } = chooseArchives(run.logs);
  const logs = await gather({ link, run: { plugin: info.plugin_name, id }, archives: fetched, into, by });
  gaps.push(...logs.gaps, ...(left.length ? [leftOut(left)] : []));
  const files = { 'run.json': runFile(raw), ...(logs.events ? {} : await eventFiles(about, run)) };
  await write(join(into, 'argus'), files);
  if (run.logs.length === 0) gaps.push({ kind: 'empty', words: 'Argus lists no logs of this run.' });
  const isOver = run.end_time !== null && !isUnderWay(run.status);
  const isLate = run.logs.length > 0 || Date.now() - (run.end_time ?? 0) > LATE_MS;
  return {
    folder: into,
    title: titleOf(run),
    job: run.build_id ?? titleOf(run),
    outcome: outcomeOf(run.status),
    url: pageOf(link.connection.url, { id, plugin: info.plugin_name }),
    finished: isOver && isLate && !logs.mayFollow,
    facts: factsOf(known, link.connection.url),
    gaps,
  };
}

interface About {
  readonly link: Link;
  readonly by: Fetching;
  readonly gaps: Gap[];
}

type Information = z.output<typeof Info>;

/** Asks each Argus that may have it. Throws the first reason that is not merely that it is not there. */
async function found(links: readonly Link[], wanted: Wanted, by: Fetching) {
  const failures: Fault[] = [];
  for (const link of links) {
    by.onProgress({ ...doing('Asking {system}', { system: link.label }), done: 0, total: null, unit: 'steps' });
    try {
      const id = 'id' in wanted ? wanted.id : (await ask({ link, by }, buildRequest(wanted.build, wanted.number), Built)).run_id;
      return { link, id, info: await ask({ link, by }, infoRequest(id), Info) };
    } catch (failure) {
      if (!(failure instanceof Fault) || failure.code === 'cancelled') throw failure;
      failures.push(failure);
    }
  }
  throw failures.find(one => one.code !== 'source_missing') ?? failures[0];
}

async function ask<T extends z.ZodType>({ link, by }: Omit<About, 'gaps'>, request: Request, schema: T): Promise<z.output<T>> {
  return payloadOf(await link.ask(request, by), schema, request.what ?? request.path);
}

/** The full run; where Argus does not give it, what came with the information. */
async function runOf(about: About, info: Information, id: string): Promise<{ run: ArgusRun; raw: unknown }> {
  const full = await orGap(about, 'The nemeses and resources', () => ask(about, runRequest(info.plugin_name, id), z.unknown()));
  const raw = full ?? info.test_run;
  const read = ArgusRun.safeParse(raw);
  if (!read.success)
    throw new Fault('source_failed', failed(about.link, 'what it says of the run has another form than expected'));
  return { run: read.data, raw };
}

function failed(link: Link, problem: string) {
  const { url, system } = link.connection;
  return { system: link.label, host: new URL(url).host, name: system, setting: `investigator.${system}.url`, problem };
}

/** What is said of a run around it: nothing of it is worth failing for. */
async function askAround(about: About, { run, info }: { run: ArgusRun; info: Information }): Promise<Known> {
  const { link, by } = about;
  const { id } = run;
  const people = run.assignee !== null || info.comments.some(one => one.user_id !== null);
  const [issues, configs, users, counts] = await Promise.all([
    orGap(about, 'The linked issues', () => ask(about, issuesRequest(id), Issues)),
    orGap(about, 'The names of configurations', () => ask(about, configsRequest(id), Configs)),
    people ? orGap(about, 'The names of people', () => ask(about, usersRequest(), Users)) : null,
    isSct(info)
      ? orGap(about, 'The counts of events', () =>
          Promise.all(severities.map(async one => [one, await countOf(link, { id, severity: one }, by)] as const)),
        )
      : null,
  ]);
  return {
    run,
    release: [info.test_info?.release?.name, info.test_info?.group?.name].filter(Boolean).join(' / ') || null,
    comments: info.comments,
    users: users ?? {},
    issues: issues ?? [],
    configs: configs?.map(one => one.name) ?? [],
    counts: new Map(counts),
  };
}

function isSct({ plugin_name }: Information): boolean {
  return plugin_name === 'scylla-cluster-tests';
}

/** Null with a gap where it fails: whoever may read the run need not be allowed to read all around it. */
async function orGap<T>({ gaps }: About, what: string, get: () => Promise<T>): Promise<T | null> {
  try {
    return await get();
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code === 'cancelled') throw failure;
    gaps.push({ kind: 'unreachable', words: `${what} could not be fetched: ${failure.message}` });
    return null;
  }
}

/** The archives' own events say more and say all: Argus' are asked for where there are none, so that nothing is told twice. */
async function eventFiles(about: About, run: ArgusRun): Promise<Record<string, string>> {
  const { link, by, gaps } = about;
  const told = severities.filter(one => MOST[one] > 0);
  by.onProgress({ ...doing('Asking {system}', { system: link.label }), done: 0, total: null, unit: 'steps' });
  const pages = await Promise.all(
    told.map(severity =>
      orGap(about, `Events of severity ${severity}`, () => eventsOf(link, { id: run.id, severity, most: MOST[severity] }, by)),
    ),
  );
  for (const [at, page] of pages.entries()) {
    if (page?.cut)
      gaps.push({
        kind: 'cut',
        words: `Argus has more ${told[at]} events than the ${page.events.length.toLocaleString('en')} that were fetched.`,
      });
  }
  const events: Event[] = pages.flatMap(page => [...(page?.events ?? [])]).sort((one, other) => (one.ts ?? 0) - (other.ts ?? 0));
  return { 'events.jsonl': eventsFile(events), 'nemeses.jsonl': nemesesFile(run) };
}

function leftOut(names: readonly string[]): Gap {
  const shown = names.slice(0, 3).join(', ');
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return { kind: 'binary', words: `${shown}${more} of the run were left out, since core dumps hold no lines.` };
}

/** A file that has not changed is left alone: a run is known by the times of its files. */
async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of ['run.json', 'events.jsonl', 'nemeses.jsonl']) {
    const path = join(folder, name);
    const text = files[name] ?? '';
    if (text === '') await rm(path, { force: true });
    else await writeIfNew(path, text);
  }
}
