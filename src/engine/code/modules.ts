/** The code room: which files of a workspace a line names by their modules: `pip._internal.cli.main`, `o.a.c.db.Memtable`. */
import { moduleFit } from './paths.ts';

const NAMES = /[A-Za-z_$][\w$-]*(?:(?:\.|::|\/)[A-Za-z_$][\w$-]*)+/g;
/** More names than these are no header. */
const MOST = 8;

export class Modules {
  readonly #byStem = new Map<string, string[]>();

  /** Paths below a root; the root's own name counts as the first part of a module. */
  constructor(root: string, paths: Iterable<string>) {
    const above = root.split(/[\\/]/).filter(Boolean).slice(-2).join('/');
    for (const path of paths) {
      const whole = `${above}/${path}`;
      const parts = path.split('/');
      const stem = (parts.at(-1) ?? '').replace(/\.[^.]+$/, '');
      for (const key of /^(?:__init__|index|mod)$/.test(stem) ? [parts.at(-2) ?? stem] : [stem]) {
        const kept = this.#byStem.get(key);
        if (kept) kept.push(whole);
        else this.#byStem.set(key, [whole]);
      }
    }
  }

  /** Whether a dotted name in the text is that of some file, by two parts of its path at least. */
  names(text: string): boolean {
    const found = text.match(NAMES)?.slice(0, MOST) ?? [];
    return found.some(name => {
      const last = name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
      return (this.#byStem.get(last) ?? []).some(path => moduleFit(name, path.split('/')) >= 2);
    });
  }
}
