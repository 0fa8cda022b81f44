/* Evaluation: notes what npm says through process.emit('log'), and the call site that said it. */
const { appendFileSync } = require('node:fs');
const { format } = require('node:util');
const met = new Map();
process.on('log', (level, ...args) => {
  if (typeof level !== 'string' || level === 'pause' || level === 'resume') return;
  const old = Error.prepareStackTrace;
  Error.stackTraceLimit = 30;
  Error.prepareStackTrace = (_, frames) => frames;
  const frames = new Error().stack;
  Error.prepareStackTrace = old;
  const site = frames.slice(1).find(f => {
    const n = f.getFileName();
    return n && n.startsWith('/') && !/proc-log|npm-log/.test(n);
  });
  if (!site) return;
  const file = site.getFileName(),
    line = site.getLineNumber();
  const key = file + line;
  const [prefix, ...rest] = args;
  let text = format(...rest);
  if (rest.length === 0) text = '';
  text = (String(prefix) + ' ' + text).trim();
  if (text.includes('\n') || (met.get(key) ?? 0) > 4) return;
  met.set(key, (met.get(key) ?? 0) + 1);
  appendFileSync(process.env.SOURCE_TRUTH, JSON.stringify({ text: `${met.size} ${level} ${text}`, file, line }) + '\n');
});
