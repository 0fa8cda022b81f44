/** The engine: where indexes, reports and downloads are kept: as given, else INVESTIGATOR_HOME, else the platform's data folder; the same for every door. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const NAME = 'test-run-investigator';

export function homeFolder(
  given: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const chosen = given ?? env.INVESTIGATOR_HOME;
  if (chosen) return resolve(chosen);
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), NAME);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', NAME);
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), NAME);
}
