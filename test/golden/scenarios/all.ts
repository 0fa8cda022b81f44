/** Golden: all scenarios, told by systems: clusters under test, services, builds and tests, and runs that say nothing. */
import { gccError, npmLint, pipConflict } from './builds.ts';
import { certificate } from './certificate.ts';
import { dns } from './dns.ts';
import { kubernetesImage } from './kubernetes-image.ts';
import { openstackBroker } from './openstack-broker.ts';
import { rateLimit } from './rate-limit.ts';
import type { Scenario } from './scenario.ts';
import { sctCoredump } from './sct-coredump.ts';
import { sctDiskFull } from './sct-disk-full.ts';
import { sctNemesis } from './sct-nemesis.ts';
import { sctSpot } from './sct-spot.ts';
import { sctStressSchema } from './sct-stress-schema.ts';
import { cancelledRun, healthy, onlyExitCode } from './silent.ts';
import { goTimeout, mavenAssertion, pytestBesideService, pytestFixture } from './tests.ts';
import { webPool } from './web-pool.ts';

export const scenarios: readonly (() => Scenario)[] = [
  ...[sctDiskFull, sctCoredump, sctSpot, sctNemesis, sctStressSchema],
  ...[openstackBroker, kubernetesImage, webPool, dns, certificate, rateLimit],
  ...[pipConflict, gccError, npmLint, mavenAssertion, goTimeout, pytestFixture, pytestBesideService],
  ...[cancelledRun, onlyExitCode, healthy],
];
