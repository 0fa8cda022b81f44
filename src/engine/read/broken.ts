/** The reader: Broken says that an archive cannot be read further; it travels up to the layer that opened the archive and becomes a gap there. */
import type { Gap } from '../../model/coverage.ts';

export class Broken extends Error {
  readonly kind: Gap['kind'];
  /** Path of the archive that is given up; the empty path is the whole walk. */
  readonly archive: string;
  /** The member that was being read when it broke. */
  member: string | null = null;

  constructor(kind: Gap['kind'], archive: string, problem: string) {
    super(problem);
    this.name = 'Broken';
    this.kind = kind;
    this.archive = archive;
  }

  gap(): Gap {
    const member = this.member ?? (this.archive || undefined);
    const where =
      this.member && this.member !== this.archive && this.archive ? `${this.archive} (while reading ${this.member})` : member;
    return { kind: this.kind, member, words: where ? `${where}: ${this.message}.` : `${this.message}.` };
  }
}
