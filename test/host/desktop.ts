/** Test host: finds a desktop VS Code: a named one, an installed one, or one that can be downloaded. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { cacheFolder } from './setup.ts';

/** Undefined where there is none: then code-server stands in. `VSCODE_EXECUTABLE=none` asks for the stand-in. */
export async function desktop(): Promise<string | undefined> {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named === 'none') return undefined;
  if (named) return named;
  if (!hasDisplay()) return undefined;
  return installed() ?? (await downloaded());
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || !!(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** `code` on the path is a script beside the program; tests need the program itself, since only it waits and tells the code. */
function installed(): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const script = ['code', 'code.cmd'].map(name => join(folder, name)).find(existsSync);
    if (!script) continue;
    const beside = dirname(dirname(realpathSync(script)));
    const programs = [join(beside, 'code'), join(beside, 'Code.exe'), ...applications(beside)];
    const program = programs.find(path => existsSync(path));
    if (program) return program;
  }
  return undefined;
}

/** macOS: …/Contents/Resources/app/bin/code → …/Contents/MacOS/… */
function applications(beside: string): string[] {
  const folder = join(beside, '../../MacOS');
  return existsSync(folder) ? readdirSync(folder).map(name => join(folder, name)) : [];
}

async function downloaded(): Promise<string | undefined> {
  try {
    return await downloadAndUnzipVSCode({
      version: 'stable',
      cachePath: join(cacheFolder(), 'desktop'),
      reporter: new SilentReporter(),
    });
  } catch (failure) {
    console.log(`test host: no desktop VS Code could be downloaded (${failure}); code-server stands in`);
    return undefined;
  }
}
