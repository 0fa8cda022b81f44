/** The nouns: what a person calls each origin of a run; apart from its schema, so that the editor wakes without it. */
import type { Origin } from './run.ts';

export const originLabels: Readonly<Record<Origin, string>> = {
  files: 'Local logs',
  web: 'Web',
  argus: 'Argus',
  github: 'GitHub Actions',
  alertmanager: 'Alertmanager',
  prometheus: 'Prometheus',
  victoriaLogs: 'VictoriaLogs',
  loki: 'Loki',
};
