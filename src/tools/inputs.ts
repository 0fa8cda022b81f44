/** The table: the inputs that several tools share, worded once. */
import { z } from 'zod';

export const RunName = z
  .string()
  .min(1)
  .describe('id of a run (its beginning is enough), its title, or a path or URL that was ingested');

export const When = z.string().describe('ISO 8601 time such as 2026-11-20T08:00:00Z, or milliseconds since 1970');

export const QueryText = z
  .string()
  .default('')
  .describe(
    'words, "phrases", -exclusions, OR, level:error, level:>=warn, member:*system.log, template:12, record:first, new:true, from:…, to:…, /regex/; empty fits every line',
  );

export const Limit = z.int().min(1).max(1000).default(100).describe('lines at most; more stand behind the cursor');

export const Cursor = z.string().optional().describe('where to go on, as the previous answer gave it');
