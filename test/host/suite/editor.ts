/** Extension host: what the suites ask of the editor. */
import * as vscode from 'vscode';

export function investigator(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('test-run-investigator.test-run-investigator');
  if (!found) throw new Error('The extension is not installed.');
  return found;
}

/** Waits for a condition, not for a time; says what never came. */
export async function eventually<T>(words: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const until = Date.now() + 45_000;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > until) throw new Error(`It never came true that ${words}.`);
    await new Promise(later => setTimeout(later, 50));
  }
}
