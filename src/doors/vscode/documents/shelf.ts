/** The editor: the log documents that are open, as they were read; what is not looked at any more is forgotten and read again when needed. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import type { Life } from '../../../base/progress.ts';
import { formatPlace, type Place } from '../../../model/place.ts';
import type { Door } from '../door.ts';
import { LOG_SCHEME, type LogAddress, readAddress, writeAddress } from './address.ts';
import { readView } from './read.ts';
import { type LogView, shownLines } from './view.ts';
import { earlier, holds, later, linesAround } from './window.ts';

/** Documents kept; the least recently used one goes first. */
const KEPT = 8;

interface Open {
  readonly uri: vscode.Uri;
  readonly view: Promise<LogView>;
  /** Null while it is read, or when that failed. */
  seen: LogView | null;
}

export type Shelf = ReturnType<typeof openShelf>;

/** `changed` is told when a document is to be shown anew. */
export function openShelf(door: Door, changed: (uri: vscode.Uri) => void) {
  const open = new Map<string, Open>();

  /** What is read here may be waited for by several, so that no one's cancel ends it. */
  function begin(uri: vscode.Uri, address: LogAddress, line: number): Open {
    const one: Open = { uri, view: readView({ engine: door.engine, address, line }), seen: null };
    const key = uri.toString();
    open.delete(key);
    open.set(key, one);
    one.view.then(
      seen => {
        one.seen = seen;
        changed(uri);
      },
      () => open.get(key) === one && open.delete(key),
    );
    if (open.size > KEPT) open.delete(open.keys().next().value as string);
    return one;
  }

  /** Reads the document where that has not been done. Throws `place_unknown` for an address that is none, and what reading throws. */
  async function view(uri: vscode.Uri): Promise<LogView> {
    const kept = open.get(uri.toString());
    if (kept) return kept.view;
    const address = readAddress(uri);
    if (!address) throw new Fault('place_unknown', { place: uri.path });
    return begin(uri, address, address.lines ? (address.lines.from + address.lines.to) >>> 1 : 1).view;
  }

  /** The document that shows a place: one that was read and holds it, or the one to open. Throws `run_unknown`, `place_unknown`. */
  async function at(place: Place, life?: Life): Promise<vscode.Uri> {
    const { member, lines } = await door.engine.read_lines({ place: formatPlace(place), around: 0 }, life);
    const found = lines[0].place;
    for (const { uri, seen } of open.values()) if (seen && shows(seen, found)) return uri;
    const address = { source: found.source, member: found.member, lines: linesAround(found.line, member) };
    const uri = uriOf(address);
    begin(uri, address, found.line);
    return uri;
  }

  /** The document before or behind a window, and the line where it goes on; null at the end of the file. */
  async function beside(uri: vscode.Uri, way: 'earlier' | 'later'): Promise<{ uri: vscode.Uri; line: number } | null> {
    const here = await view(uri);
    const { member } = here;
    const shown = shownLines(here);
    const line = way === 'earlier' ? shown.from - 1 : shown.to + 1;
    if (line < 1 || line > member.lines) return null;
    const address = { ...here.address, lines: (way === 'earlier' ? earlier : later)(shown, member) };
    const found = uriOf(address);
    const kept = open.get(found.toString());
    if (!kept?.seen || !shows(kept.seen, { ...address, line })) begin(found, address, line);
    return { uri: found, line };
  }

  return {
    view,
    at,
    beside,
    /** What has been read of it; null before that. */
    seen: (uri: vscode.Uri) => open.get(uri.toString())?.seen ?? null,
    forget: (uri: vscode.Uri) => void open.delete(uri.toString()),
  };
}

function shows(view: LogView, { source, member, line }: Place): boolean {
  if (view.address.source !== source || view.address.member !== member) return false;
  return !view.windowed || holds(shownLines(view), line, view.member);
}

function uriOf(address: LogAddress): vscode.Uri {
  return vscode.Uri.from({ scheme: LOG_SCHEME, ...writeAddress(address) });
}
