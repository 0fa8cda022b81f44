/** The nouns: test results found in logs. */
import { z } from 'zod';
import { Place } from './place.ts';

export const FailedTest = z.object({
  name: z.string().describe('the test as its tool names it, e.g. pkg.Class.method, file.py::test, suite > case'),
  message: z.string().optional().describe('first line of the failure'),
  member: z.string().describe('member in which the failure is reported'),
  line: z.int().describe('1-based line of the failure'),
  end_line: z.int().optional(),
  place: Place.optional().describe('filled in where the source is known'),
});
export type FailedTest = z.infer<typeof FailedTest>;

/** Counts are null where the log does not state them. */
export const TestResults = z.object({
  frameworks: z
    .array(z.string())
    .describe('junit-xml, pytest, unittest, maven, gradle, testng, mocha, jest, go, cargo, ctest, rspec, phpunit, …'),
  status: z
    .enum(['passed', 'failed', 'unknown'])
    .describe('of the whole run: a build that broke before or after its tests has failed too'),
  ran: z.int().nullable(),
  passed: z.int().nullable(),
  failed: z.int().nullable().describe('failures and errors together'),
  skipped: z.int().nullable(),
  failures: z.array(FailedTest),
});
export type TestResults = z.infer<typeof TestResults>;
