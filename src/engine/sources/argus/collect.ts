/** The sources, Argus: brings the archives of a run: each through a presigned address that is asked for when it is needed; what is there already stays. */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../../../base/failure-code.ts';
import { Fault } from '../../../base/fault.ts';
import type { Gap } from '../../../model/coverage.ts';
import type { Fetching } from '../addresses.ts';
import { SIGN_IN } from '../judge.ts';
import type { Link } from '../outside.ts';
import type { Request } from '../request.ts';
import { type Archive, collectedAt } from './archives.ts';
import { payloadOf } from './envelope.ts';
import { Size } from './nouns.ts';
import { bucketRequest, logRequest, sizeRequest } from './requests.ts';

export interface Gathered {
  readonly gaps: readonly Gap[];
  /** Whether events of the test itself are among what came. */
  readonly events: boolean;
  /** Whether another try may bring more. */
  readonly mayFollow: boolean;
}

interface Gathering {
  readonly link: Link;
  readonly run: { readonly plugin: string; readonly id: string };
  readonly archives: readonly Archive[];
  /** Where the files go that are read. */
  readonly into: string;
  readonly by: Fetching;
}

/** Metrics and dumps of a cluster may be many gigabytes, of which few bytes are lines. */
const LARGE_BYTES = 512 * 1024 ** 2;
/** Which link each file came from: a set that is collected again has other links. */
const NOTES = 'collected.json';
const Notes = z.record(z.string(), z.string()).catch({});

/** Throws `cancelled` and what concerns all archives alike: a full disk, an unwritable home. A way that is refused is that of one log. */
export async function gather(what: Gathering): Promise<Gathered> {
  const gaps: Gap[] = [];
  let [events, mayFollow] = [false, false];
  await mkdir(what.into, { recursive: true });
  const notes = await readNotes(what.by.folder);
  await dropOthers(what, notes);
  for (const archive of what.archives) {
    try {
      const over = archive.large ? await tooLarge(what, archive) : null;
      if (over) gaps.push(over);
      else if (!(await isHere(what, notes, archive))) await bring(what, notes, archive);
      events ||= archive.events && !over;
    } catch (failure) {
      if (!(failure instanceof Fault) || ENDS_ALL.has(failure.code)) throw failure;
      gaps.push({ kind: 'unreachable', words: `${archive.name} could not be fetched: ${failure.message}` });
      mayFollow ||= !isGone(failure);
    }
  }
  return { gaps, events, mayFollow };
}

const ENDS_ALL = new Set(['cancelled', 'disk_full', 'home_unwritable', 'not_connected']);

function isGone({ code, details }: Fault): boolean {
  return code === 'source_missing' || code === 'over_limit' || details.status === 404 || details.status === 410;
}

async function isHere(what: Gathering, notes: Record<string, string>, { file, url }: Archive): Promise<boolean> {
  if (notes[file] !== url) return false;
  try {
    return (await stat(join(what.into, file))).isFile();
  } catch (failure) {
    if (codeOf(failure) === 'ENOENT') return false;
    throw failure;
  }
}

/** What an earlier fetch brought and the run does not list any more. */
async function dropOthers(what: Gathering, notes: Record<string, string>): Promise<void> {
  for (const file of Object.keys(notes)) {
    if (what.archives.some(one => one.file === file)) continue;
    delete notes[file];
    await rm(join(what.into, file), { force: true });
  }
}

async function bring(what: Gathering, notes: Record<string, string>, archive: Archive): Promise<void> {
  const { by, into } = what;
  const path = await by.download((await whereIs(what, archive)).href, archive.file);
  await rename(path, join(into, archive.file));
  notes[archive.file] = archive.url;
  await writeFile(join(by.folder, `${NOTES}.new`), JSON.stringify(notes));
  await rename(join(by.folder, `${NOTES}.new`), join(by.folder, NOTES));
}

async function readNotes(folder: string): Promise<Record<string, string>> {
  try {
    return Notes.parse(JSON.parse(await readFile(join(folder, NOTES), 'utf8')));
  } catch (failure) {
    if (codeOf(failure) === 'ENOENT' || failure instanceof SyntaxError) return {};
    throw failure;
  }
}

/** Signed for a while only, so it is asked for at the moment it is needed. Argus knows logs by name: of two of one name it gives the first. */
async function whereIs(what: Gathering, archive: Archive): Promise<URL> {
  const first = await leadOf(what, logRequest(what.run, archive.name));
  const other = collectedAt(first.href) === collectedAt(archive.url) ? null : bucketRequest(archive.url);
  return other ? leadOf(what, other) : first;
}

async function leadOf({ link, by }: Gathering, request: Request): Promise<URL> {
  const reply = await link.ask(request, by);
  const { leadsTo, blame } = reply;
  const what = request.what ?? request.path;
  // Cloudflare Access leads elsewhere too.
  if (leadsTo && (/(^|\.)cloudflareaccess\.com$/.test(leadsTo.hostname) || leadsTo.pathname.startsWith('/cdn-cgi/access/')))
    throw blame.refused(SIGN_IN);
  if (leadsTo) return leadsTo;
  payloadOf(reply, z.unknown(), what);
  throw blame.failed(`it does not say where ${what} lies`);
}

async function tooLarge({ link, by }: Gathering, archive: Archive): Promise<Gap | null> {
  const bytes = await sizeOf(link, archive, by);
  if (bytes !== null && bytes <= LARGE_BYTES) return null;
  const size = bytes === null ? 'its size is not known' : `it has ${Math.round(bytes / 1024 ** 2).toLocaleString('en')} MiB`;
  return {
    kind: 'over_limit',
    words: `${archive.name} was left out, since ${size} and most of it are metrics; fetch it by hand and ingest it where it matters.`,
  };
}

async function sizeOf(link: Link, { url }: Archive, by: Fetching): Promise<number | null> {
  try {
    return payloadOf(await link.ask(sizeRequest(url), by), Size, 'size').artifactSize;
  } catch (failure) {
    if (failure instanceof Fault && !ENDS_ALL.has(failure.code)) return null;
    throw failure;
  }
}
