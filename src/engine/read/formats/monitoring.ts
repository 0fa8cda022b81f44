/** The reader: what monitoring systems told, as it was written down when it was fetched: samples of metrics, and alerts. JSON lines by a name of their own. */
import type { Format } from './format.ts';
import { jsonLines } from './json-lines.ts';

/** Its first line says what the samples are. */
const SAMPLES = /^\{"time":"[^"]+","metric":"[^"]+","title":".*","unit":".*","expression":".*","system":"/;
const ALERTS = /^\{"time":"[^"]+","level":"\w+","message":"alert .*","alert":\{"address":"alert:/;

export const metrics: Format = { ...jsonLines, name: 'metrics', recognises: (_, [first = '']) => SAMPLES.test(first) };
export const alerts: Format = { ...jsonLines, name: 'alerts', recognises: (_, [first = '']) => ALERTS.test(first) };
