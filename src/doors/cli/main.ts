#!/usr/bin/env node
/** The command line: front step; it looks at Node's version before anything native can be imported. */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `investigator needs Node.js 22.19 or newer; this is ${process.versions.node}. Install a newer one, or run it through the project's npm scripts, which bring their own.\n`,
  );
  process.exit(1);
}
const { runCommand } = await import('./run-command.ts');
process.exitCode = await runCommand(process.argv.slice(2));
