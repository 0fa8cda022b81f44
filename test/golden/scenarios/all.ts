/** Golden: all scenarios, told by systems: clusters under test, services, builds and tests, and runs that say nothing. */
import type { Scenario } from './scenario.ts';
import { sctCoredump } from './sct-coredump.ts';
import { sctDiskFull } from './sct-disk-full.ts';
import { sctNemesis } from './sct-nemesis.ts';
import { sctSpot } from './sct-spot.ts';
import { sctStressSchema } from './sct-stress-schema.ts';

export const scenarios: readonly (() => Scenario)[] = [sctDiskFull, sctCoredump, sctSpot, sctNemesis, sctStressSchema];
