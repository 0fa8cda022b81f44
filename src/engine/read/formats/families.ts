/** The reader: stamped formats that people know by a name; their headers are learned like those of any stamped member. */
import type { Format } from './format.ts';
import { shareOf } from './sample.ts';
import { stamped } from './stamped.ts';

const TIME = String.raw`\d\d:\d\d:\d\d`;
const DATE = String.raw`\d{4}-\d\d-\d\d`;
const WORD = '(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL|AUDIT|SEVERE|NOTICE)';

const families: readonly (readonly [string, RegExp])[] = [
  ['oslo', new RegExp(String.raw`^(?:\S+ )?${DATE} ${TIME}\.\d{3} \d+ ${WORD} [\w.]+ (?:\[|-)`)],
  ['hdfs', new RegExp(String.raw`^\d{6} \d{6} \d+ ${WORD} [\w.$]+: `)],
  ['windows-cbs', new RegExp(String.raw`^${DATE} ${TIME}, \w+ +[A-Z]{2,5} `)],
  ['logcat', new RegExp(String.raw`^(?:\d{4}-)?\d\d-\d\d ${TIME}\.\d{3} +\d+ +\d+ [VDIWEFA] `)],
  ['apache-error', new RegExp(String.raw`^\[\w{3} \w{3} \d\d ${TIME}(?:\.\d+)? \d{4}\] \[`)],
  ['nginx-error', new RegExp(String.raw`^\d{4}/\d\d/\d\d ${TIME} \[\w+\] \d+#\d+: `)],
  ['python', new RegExp(String.raw`^${DATE} ${TIME},\d{3} - [\w.]+ - ${WORD} - `)],
  [
    'log4j',
    new RegExp(String.raw`^\[?${DATE}[ T]${TIME}[.,]\d{3}\S*\]? (?:- )?(?:\[[^\]]+\] )?${WORD} +(?:\[[^\]]+\] |[\w$]+\.[\w.$]+)`),
  ],
  ['log4j', new RegExp(String.raw`^\d\d/\d\d/\d\d ${TIME} ${WORD} [\w.$]+: `)],
  ['go', new RegExp(String.raw`^\d{4}/\d\d/\d\d ${TIME}(?:\.\d{6})? `)],
];

export const familiar: readonly Format[] = families.map(([name, pattern]) => ({
  name,
  recognises: (path, sample) => shareOf(sample, pattern) > 0.5 && stamped.recognises(path, sample),
  reader: stamped.reader,
}));
