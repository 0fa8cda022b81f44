/** Everything that a change has to pass, in the order in which it fails fastest; one closing line tells the sum. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const env = { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter) };

/** What comes before the tests ends the run when it fails. */
const GROUND = ['npm run --silent types', 'npm run --silent lint', 'npm run --silent build', 'node test/host/setup.ts'];

/** Each ends with mocha's own words; one fails without keeping the next from being run. */
const SUITES: Record<string, string> = {
  'units and laws': "mocha --fail-zero --ignore 'test/host/**' --ignore 'test/webview/window/**' 'test/**/*.test.ts'",
  'extension host': 'node test/host/run.ts',
  window: "mocha --fail-zero --timeout 60000 'test/webview/window/**/*.test.ts'",
  workbench: 'npm run --silent test:workbench:built',
};

interface Done {
  readonly code: number;
  readonly said: string;
}

function step(command: string): Promise<Done> {
  return new Promise((done, fail) => {
    const child = spawn(command, { cwd: root, env, shell: true, stdio: ['inherit', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', chunk => {
      said += chunk;
      process.stdout.write(chunk);
    });
    child.once('error', fail);
    child.once('close', code => done({ code: code ?? 1, said }));
  });
}

function count(said: string, word: string): number {
  return [...said.matchAll(new RegExp(`^ *(\\d+) ${word}\\b`, 'gm'))].reduce((sum, [, number]) => sum + Number(number), 0);
}

async function main(): Promise<number> {
  for (const command of GROUND) {
    const { code } = await step(command);
    if (code === 0) continue;
    console.log(`Not passed: ${command}. No test was run.`);
    return code;
  }
  const sum = { passed: 0, failed: 0 };
  const broken: string[] = [];
  for (const [name, command] of Object.entries(SUITES)) {
    const started = performance.now();
    const { code, said } = await step(command);
    const passed = count(said, 'passing');
    sum.passed += passed;
    sum.failed += count(said, 'failing');
    if (code !== 0 || passed === 0) broken.push(name);
    console.log(`  ${name}: ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  }
  if (broken.length > 0) console.log(`Not passed: ${broken.join(', ')}.`);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return broken.length > 0 ? 1 : 0;
}

process.exit(await main());
