/** The nouns: a page of lines with cursors in both directions, and counts over time. */
import { z } from 'zod';
import { Coverage, Gap } from './coverage.ts';
import { Line } from './line.ts';
import { Place } from './place.ts';
import { TimelineEntry } from './report.ts';
import { MemberInfo } from './run.ts';

export const LinePage = z.object({
  lines: z.array(Line),
  offset: z
    .int()
    .nullable()
    .describe('index, from 0, of the first line of this page among all that fit; null where nothing was searched'),
  near_index: z.int().nullable().describe('index of the line that was asked for by near; null when it does not fit'),
  next: z.string().nullable().describe('cursor of the page after this one; null at the end'),
  previous: z.string().nullable().describe('cursor of the page before this one; null at the beginning'),
  coverage: Coverage,
  gaps: z.array(Gap).describe('what could not be read of these sources'),
});
export type LinePage = z.infer<typeof LinePage>;

/** What stands around a place in its file. */
export const Surroundings = LinePage.extend({ member: MemberInfo });
export type Surroundings = z.infer<typeof Surroundings>;

export const LevelSeries = z.object({
  from: z.number().describe('milliseconds since 1970 UTC of the first bucket'),
  step: z.number().describe('milliseconds per bucket'),
  counts: z.record(z.string(), z.array(z.int())).describe('per level name, one count per bucket'),
  untimed: z.int().describe('lines that fit but have no time, and so stand in no bucket'),
});
export type LevelSeries = z.infer<typeof LevelSeries>;

/** What happened in a run, on one clock. */
export const Timeline = z.object({
  run_id: z.string(),
  title: z.string(),
  source: z.string(),
  from: z.number().nullable().describe('milliseconds since 1970 UTC; null when no line has a time'),
  to: z.number().nullable(),
  entries: z.array(TimelineEntry).describe('in order of time; the gravest where there are more than asked for'),
  in_all: z.int(),
  cause: z
    .object({ at: z.number().nullable(), place: Place, title: z.string() })
    .nullable()
    .describe('of the newest report; null without a report, or when it names none'),
  first_abnormal: z.object({ at: z.number().nullable(), place: Place }).nullable().describe('of the newest report'),
  gaps: z.array(Gap).describe('clocks that had to be set, and what could not be read'),
});
export type Timeline = z.infer<typeof Timeline>;

export const TemplatePage = z.object({
  templates: z.array(
    z.object({
      template: z.int().describe('-1 when it is gone'),
      templates: z
        .array(z.int())
        .describe('all templates of this run that count as it, since they differ in values only; none when it is gone'),
      text: z.string(),
      count: z.int(),
      level: z.string(),
      first: z.number().nullable(),
      last: z.number().nullable(),
      change: z
        .enum(['new', 'gone', 'more_often', 'less_often'])
        .nullable()
        .describe('against the passing runs; null: as often, or not compared'),
      passing: z.number().nullable().describe('mean records per passing run; null: not compared'),
      member: z.string().nullable(),
      line: z.int().nullable().describe('where it stands first'),
    }),
  ),
  in_all: z.int(),
  in_each: z
    .object({ all: z.int(), new: z.int(), gone: z.int(), more_often: z.int(), less_often: z.int() })
    .describe('how many fit the text, in all and of each change'),
  compared_with: z.int(),
  source: z.string(),
});
export type TemplatePage = z.infer<typeof TemplatePage>;
