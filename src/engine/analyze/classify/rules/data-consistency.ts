/** Analysis: the rule for data that was lost, corrupt or inconsistent. */
import { act, defineRule } from '../rule.ts';
import { because, on, run, search } from '../wording.ts';

export const dataConsistency = defineRule({
  category: 'data_consistency',
  signs: [
    [0.96, /CORRUPTED_SSTABLE|malformed_sstable_exception|CorruptSSTableException|(?:invalid|corrupt(?:ed)?|malformed) sstable/i],
    [
      0.95,
      /DataValidatorEvent[^\n]*Severity\.(?:ERROR|CRITICAL)|DataValidationError|ReadValidationError|"base": "DataValidatorEvent"/,
    ],
    [
      0.93,
      /Data returned was not validated|(?:data|row|rows|partition|replica)s? (?:is |are |was |were )?(?:lost|missing|inconsistent|mismatch(?:ed|ing)?)\b|lost (?:update|write|rows?)/i,
    ],
    [
      0.92,
      /(?:checksum|CRC(?:32)?|digest|hash|md5(?:sum)?|sha(?:1|256|512)(?:sum)?) (?:mismatch|error|verification failed|does not match|did not match)(?<message>[^\n]*)/i,
    ],
    [
      0.9,
      /(?:database disk image is malformed|invalid page in block|could not read block|bad magic number|corrupt(?:ed|ion)\b[^\n]{0,60}(?:file|block|index|data|record|commitlog|journal|superblock))/i,
    ],
    [
      0.9,
      /EXT4-fs error|XFS[^\n]*(?:Corruption|metadata I\/O error)|Buffer I\/O error|blk_update_request: I\/O error|I\/O error, dev (?<name>\w+)/,
    ],
    [
      0.85,
      /(?:expected|wanted) (?<amount>\d+) (?:rows?|records?|documents?|messages?)[^\n]{0,30}(?:but )?(?:got|found|was) (?<limit>\d+)/i,
    ],
    [0.8, /(?:foreign key|unique|integrity) constraint (?:violation|failed)|IntegrityError|duplicate key value violates/i],
    [
      0.8,
      /zlib: invalid|unexpected end of (?:file|archive|central directory)|invalid (?:gzip|zip|tar) (?:header|file)|not in gzip format|tar: Unexpected EOF/i,
    ],
  ],
  short: 'wrong data',
  followed: found => `data was wrong${on(found)}`,
  says: found =>
    found.amount && found.limit
      ? `Data was lost or doubled${on(found)}: ${found.limit} rows where ${found.amount} were expected`
      : `Data was corrupt or inconsistent${on(found)}${found.name ? ` (device ${found.name})` : ''}${because(found)}`,
  describes: () => 'What was read differs from what was written. Until the reason is known, treat it as a loss of data.',
  steps: () => [
    search('corrupt OR checksum OR mismatch OR validation level:>=warn', 'the first file, table or key that is named.'),
    search('"I/O error" OR EXT4-fs OR XFS', 'does the disk or the kernel complain before?'),
    run('nodetool scrub --mode=VALIDATE', 'or the checker of your store: which files are bad?'),
  ],
  actions: () => [
    act('high investigation', 'Keep the data', 'Save disks, files and the versions involved before anything is cleaned up.'),
    act(
      'high code_change',
      'Find the writer of the bad data',
      'Follow the named file or key back to its last write, compaction or stream.',
    ),
  ],
});
