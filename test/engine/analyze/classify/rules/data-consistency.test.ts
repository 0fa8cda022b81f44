/** Analysis, tests: data that was lost, corrupt or inconsistent. */
import { reads, silent } from '../judge.ts';

describe('classify: data_consistency', () => {
  reads('data_consistency', [
    [
      'an sstable',
      '2026-05-26T10:13:31.735 n2 !ERR | scylla[4326]: [shard 3] sstable - malformed_sstable_exception: invalid footer',
      'Data was corrupt or inconsistent on n2',
    ],
    [
      'a validator of SCT',
      '2026-11-21 07:41:15.234: (DataValidatorEvent Severity.ERROR) period_type=one-time event_id=9164a324-968f-4526-9b4f-b469c77a120f: rows differ',
      'Data was corrupt or inconsistent',
    ],
    [
      'a checksum',
      'ERROR checksum mismatch: expected 1234, got 5678',
      'Data was corrupt or inconsistent: expected 1234, got 5678',
    ],
    ['rows', 'AssertionError: expected 1000 rows, got 998', 'Data was lost or doubled: 998 rows where 1000 were expected'],
    ['SQLite', 'sqlite3.DatabaseError: database disk image is malformed', 'Data was corrupt or inconsistent'],
    [
      'the disk',
      'Sep 10 10:49:04 n1 kernel: blk_update_request: I/O error, dev sda, sector 99',
      'Data was corrupt or inconsistent on n1',
    ],
    [
      'a constraint',
      'psycopg2.errors.UniqueViolation: duplicate key value violates unique constraint "users_pkey"',
      'Data was corrupt or inconsistent',
    ],
    ['an archive', 'gzip: stdin: not in gzip format\ntar: Unexpected EOF in archive', 'Data was corrupt or inconsistent'],
  ]);
  silent('data_consistency', [
    ['a passed test', '--- PASS: TestChecksumMismatch (0.00s)'],
    ['a checksum that fits', 'checksum OK'],
  ]);
});
