/** The sources: the closed list of what they can do: the addresses that name a run of a system, and the systems that list their runs. */
import type { AddressKind } from './addresses.ts';
import { alertRuns } from './alertmanager/fetch.ts';
import { alertFinder } from './alertmanager/find.ts';
import { argusAddress } from './argus/fetch.ts';
import { argusFinder } from './argus/find.ts';
import type { Finder } from './finders.ts';
import { githubAddress } from './github/fetch.ts';
import { githubFinder } from './github/find.ts';
import { lokiAddress } from './loki/fetch.ts';
import { prometheusAddress } from './prometheus/fetch.ts';
import { victoriaLogsAddress } from './victoria-logs/fetch.ts';

const logServers: readonly AddressKind[] = [victoriaLogsAddress, lokiAddress];

/** The first that claims a text takes it. */
export const addressKinds: readonly AddressKind[] = [
  argusAddress,
  githubAddress,
  prometheusAddress,
  ...logServers,
  alertRuns(logServers),
];

export const finders: readonly Finder[] = [argusFinder, githubFinder, alertFinder];
