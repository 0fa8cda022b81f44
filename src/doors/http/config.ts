/** HTTP: what may be changed while the server runs: how much is told and how an incident is looked at; kept until the server ends. */
import { z } from 'zod';
import { Fault } from '../../base/fault.ts';
import type { LogLevel } from '../../base/log.ts';
import { proved } from './proved.ts';
import type { Note } from './request-log.ts';

const Level = z.enum(['info', 'warn', 'error']);

const AnalysisConfig = z.strictObject({
  limit: z.int().min(1).max(50).describe('anomalies, similar incidents and documents at most, where a request says nothing'),
  least_score: z.number().min(0).max(1).describe('lines that stand out less are no anomalies'),
  mode: z.enum(['fast', 'hybrid']).describe('fast: statistics of templates only; hybrid: every line of small runs as well'),
});

export const Config = z.strictObject({
  log_level: Level.describe('of the lines on standard error: info tells each request'),
  analysis: AnalysisConfig,
});
export type Config = z.infer<typeof Config>;

export const ConfigChange = z.strictObject({ log_level: Level.optional(), analysis: AnalysisConfig.partial().optional() });

/**
 * Set where the server is started and nowhere else. Who may ask must not choose whom the server talks to with its credentials (connections,
 * log_store), who else may ask (access, secret, origins, hosts, allow_writes), or what it reads and how much (home, knowledge, models, limits).
 */
const FIXED = [
  'access',
  'allow_writes',
  'connections',
  'home',
  'hosts',
  'knowledge',
  'limits',
  'log_store',
  'models',
  'origins',
  'secret',
  'service',
  'version',
];

export interface Settled {
  readonly now: Config;
  /** All of the change or nothing of it. Throws bad_input. */
  change(change: unknown): Config;
}

export function makeConfig(): Settled {
  let now: Config = { log_level: 'info', analysis: { limit: 10, least_score: 0.25, mode: 'hybrid' } };
  return {
    get now() {
      return now;
    },
    change: change => {
      const fixed = FIXED.find(key => typeof change === 'object' && change !== null && Object.hasOwn(change, key));
      if (fixed) throw new Fault('bad_input', { problem: `${fixed} is set where the server is started, and not over HTTP.` });
      const { log_level = now.log_level, analysis } = proved(ConfigChange, change);
      now = { log_level, analysis: { ...now.analysis, ...analysis } };
      return now;
    },
  };
}

const RANK: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Only what is at least as grave as the level of the moment. */
export function leveledNote(note: Note, config: Settled): Note {
  return (level, happening) => {
    if (RANK[level] >= RANK[config.now.log_level]) note(level, happening);
  };
}
