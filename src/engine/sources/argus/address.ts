/** The sources, Argus: the ways to name a run of it: by its id, its page, or the build of Jenkins that it was. */

import { Fault } from '../../../base/fault.ts';
import { decoded } from '../../../base/lenient.ts';
import type { Link, Outside } from '../outside.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const id = new RegExp(`^${UUID}$`, 'i');
const runPage = new RegExp(`^(.*)/tests/[\\w-]+/(${UUID})(?:/|$)`, 'i');
const testPage = new RegExp(`^(.*)/test/${UUID}/runs/?$`, 'i');
const jenkinsPage = /^(?:\/[^/]+)*?((?:\/job\/[^/]+)+)\/(\d+)\/?$/;
const build = /^([^#\s]+\/[^#\s/]+)[#/](\d+)$/;

/** What is asked for: a run by its id, or a build whose run Argus knows. */
export type Wanted = { readonly id: string } | { readonly build: string; readonly number: number };

/** `argus:ID`, or `argus:JOB#NUMBER` for a build; null for what names no run of Argus. */
export function claimArgus(text: string): string | null {
  const [, short] = /^argus:(?:\/\/)?(.+)$/i.exec(text.trim()) ?? [];
  if (short !== undefined) return id.test(short) ? `argus:${short.toLowerCase()}` : buildAddress(build.exec(short));
  const page = pageOf(text);
  return page && `argus:${page.names}`;
}

export function wantedBy(address: string): Wanted {
  const name = address.replace(/^argus:/, '');
  const [, path, number] = build.exec(name) ?? [];
  return path ? { build: path, number: Number(number) } : { id: name };
}

function buildAddress(match: RegExpExecArray | null): string | null {
  return match && `argus:${match[1]}#${match[2]}`;
}

interface Page {
  readonly names: string;
  /** Where Argus lies that has this page; null for a page of Jenkins. */
  readonly base: string | null;
}

function pageOf(text: string): Page | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const { origin, pathname, searchParams } = new URL(text);
  const [, at, named] = runPage.exec(pathname) ?? [];
  if (named) return { names: named.toLowerCase(), base: origin + at };
  const test = testPage.exec(pathname);
  const run = searchParams.getAll('additionalRuns[]').find(one => id.test(one));
  if (test && run) return { names: run.toLowerCase(), base: origin + test[1] };
  const [, jobs, number] = jenkinsPage.exec(pathname) ?? [];
  if (!jobs) return null;
  const job = jobs.split('/job/').slice(1).map(decoded).join('/');
  return job.includes('/') ? { names: `${job}#${number}`, base: null } : null;
}

/**
 * The connections that may have the run: that of the page which was given, else all. A page of an Argus that is not connected is none of ours.
 * Throws `not_connected`.
 */
export async function linksTo(given: string, outside: Outside): Promise<Link[]> {
  const base = pageOf(given)?.base ?? null;
  const all = (await outside.door.connections({})).filter(one => one.system === 'argus' && one.url !== '');
  const fitting = base === null ? all : all.filter(one => one.url.replace(/\/+$/, '').toLowerCase() === base.toLowerCase());
  // Throws, and says how it is connected.
  if (all.length === 0) return [await outside.link('argus')];
  if (base !== null && fitting.length === 0) {
    const setting = 'investigator.argus.url';
    throw new Fault('not_connected', { system: `Argus at ${new URL(base).host}`, variable: 'ARGUS_URL', setting, name: 'argus' });
  }
  return Promise.all(fitting.map(one => outside.link('argus', one.name)));
}
