/** The command line: how answers look on this terminal: its width, colour (NO_COLOR is honoured), hyperlinks to files. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Place } from '../../model/place.ts';
import type { Run } from '../../model/run.ts';
import { plainView, type View } from '../../tools/tool.ts';
import type { Outlet } from './output.ts';

const MAX_WIDTH = 140;

/** `runs` tell where the files of a source lie; lines inside archives have no address that a terminal could open. */
export function terminalView(
  out: Pick<Outlet, 'isTTY' | 'columns'>,
  runs: readonly Run[],
  env: NodeJS.ProcessEnv = process.env,
): View {
  const colour = env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : out.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const width = out.isTTY ? Math.min(MAX_WIDTH, out.columns || plainView.width) : plainView.width;
  return { width, colour, link: colour ? fileLinks(runs) : null };
}

/** Addresses of lines in plain files: `file:///folder/app.log#L12`, as editors' terminals open them. */
export function fileLinks(runs: readonly Run[]): (place: Place) => string | null {
  const inputs = new Map(runs.flatMap(run => run.sources.map(source => [source, run.inputs] as const)));
  return place => {
    const file = fileOf(place, inputs.get(place.source) ?? []);
    return file ? `${pathToFileURL(file).href}#L${place.line}` : null;
  };
}

function fileOf(place: Place, inputs: readonly string[]): string | null {
  if (place.member.includes('!/')) return null;
  const candidates = inputs.flatMap(input => [join(input, place.member), ...(basename(input) === place.member ? [input] : [])]);
  return candidates.find(path => existsSync(path)) ?? null;
}
