/** The nouns: connections as the editor's settings name them: one address per system, and a list of further instances. */
import { Connection, SystemName } from './connection.ts';
import type { Settings } from './settings.ts';

/** An entry of the list without a name stands for the one instance and wins over its address. */
export function setConnections(settings: Settings): Connection[] {
  const listed = settings.connections;
  const watched: Partial<Record<SystemName, string[]>> = {
    argus: settings['argus.watch'],
    github: settings['github.repositories'],
  };
  const plain = SystemName.options.flatMap(system => {
    if (listed.some(one => one.system === system && one.name === '')) return [];
    const tenant = system === 'loki' ? settings['loki.tenant'] : '';
    return [Connection.parse({ system, url: settings[`${system}.url`], tenant, watch: watched[system] })];
  });
  return [...plain, ...listed].filter(one => one.url !== '');
}
