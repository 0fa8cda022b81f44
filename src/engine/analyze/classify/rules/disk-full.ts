/** Analysis: the rule for a disk, a quota or the inodes of a disk that ran out. */
import { act, defineRule } from '../rule.ts';
import { on, run, search } from '../wording.ts';

export const diskFull = defineRule({
  category: 'disk_full',
  signs: [
    [
      0.97,
      /\b(?:writ(?:e|ing)|clos(?:e|ing)|creat(?:e|ing)|open(?:ing)?|copy(?:ing)?)\b[^\n:]{0,20}? ['"‘]?(?<file>\/[\w./-]*\w)[^\n]*No space left on device/i,
    ],
    [0.96, /ENOSPC(?:: no space left on device)?(?:, \w+(?: '(?<file>[^'\n]+)')?)?/i],
    [0.96, /OSError: \[Errno 28\] No space left on device(?:: '(?<file>[^'\n]+)')?/],
    [
      0.95,
      /No space left on device|not enough (?:free )?(?:disk )?space|There is not enough space on the disk|insufficient disk space/i,
    ],
    [0.95, /NO_SPACE_ERROR|\bstorage_io_error\b[^\n]*(?:space|\b28\b)/],
    [0.92, /disk quota exceeded|\bEDQUOT\b/i],
    [0.9, /You don't have enough free space in (?<file>\S+?)\.?$/],
    [
      0.9,
      /The node (?:was low on resource|had condition): \[?(?:ephemeral-storage|DiskPressure)|\bDiskPressure\b[^\n]*(?:True|evict)/,
    ],
    [0.85, /flood[- ]stage disk watermark|disk usage exceeded/i],
    [0.8, /\b(?:disk|device|filesystem|partition|volume)\b[^\n]{0,30}\bis (?:almost )?full\b/i],
  ],
  short: 'disk full',
  followed: found => `the disk ran full${on(found)}`,
  says: found => `The disk ran full${on(found)}${found.file ? ` while ${found.file} was written` : ''}`,
  describes: () => 'A write failed since its file system had no free blocks or inodes left, or a quota was used up.',
  steps: found => [
    run(`df -h && df -i${found.host ? `   # on ${found.host}` : ''}`, 'which file system is at 100 %, in bytes or in inodes?'),
    search(
      '"No space left on device" OR ENOSPC OR "quota exceeded"',
      'the first of these lines names the file system that filled up.',
    ),
    run('du -xh --max-depth=3 / | sort -h | tail -20', 'what takes the space: caches, cores, logs, build output?'),
  ],
  actions: () => [
    act(
      'high infrastructure',
      'Free or add disk space',
      'Remove caches, core files and old images before the run, or give the machine a larger disk.',
    ),
    act(
      'medium monitoring',
      'Warn before the disk is full',
      'Alert at 85 % and print `df -h` at the beginning and the end of the run.',
    ),
  ],
});
