/** Analysis: members of a CI archive that only repeat another one. */

/** GitHub's archive of a run: `0_build.txt` holds a whole job, `build/3_Run tests.txt` one of its steps. */
const JOB = /^(.*?)\d+_([^/]+)\.txt$/;
const STEP = /^(.*\/)\d+_[^/]+\.txt$/;

/** The paths without logs of single steps whose job's log is there too: results must not be counted twice. */
export function withoutCopies(paths: readonly string[]): string[] {
  const folders = new Set(paths.flatMap(path => jobFolder(path) ?? []));
  return paths.filter(path => !folders.has(STEP.exec(path)?.[1] ?? ''));
}

/** Where the steps of a job's log lie. */
function jobFolder(path: string): string | null {
  const job = JOB.exec(path);
  return job && `${job[1]}${job[2]}/`;
}
