/** Analysis: the rule for style and static checks. */
import { act, defineRule } from '../rule.ts';
import { because, fileAndLine, run, search } from '../wording.ts';

export const lint = defineRule({
  category: 'lint',
  signs: [
    [0.85, /standard: Use (?:JavaScript|JavaScript Semi) Standard Style/],
    [
      0.8,
      /\b(?:lint(?:er|ing)?|static analysis|style check)\b[^\n]{0,60}\b(?:fail(?:ed|ure)|errors?)\b|\bfailure generated from \S*lint/i,
    ],
    [
      0.75,
      /\b(?:broken|dead) links?\b|External link (?<name>\S+) failed|linking to \S+, which does not exist|^\s+\d+\. (?:\[L\d+\] )?[345]\d\d https?:/i,
    ],
    [0.55, /^diff --git a\/(?<file>\S+) b\//],
    [0.92, /^[ \t]*(?<line>\d+):\d+ +error +(?<message>.+?) +(?<code>@?[\w-]+(?:\/[\w-]+)*)$/],
    [0.92, /✖ \d+ problems? \([1-9]\d* errors?/],
    [
      0.92,
      /^(?<file>[\w./-]+\.pyi?):(?<line>\d+):(?:\d+:)? (?<code>(?:E|W|F|C|N|B|D|I|S|R|UP|PL[CEWR]|RUF)\d{2,4})\b:? (?<message>[^\n]+)/,
    ],
    [
      0.92,
      /^(?<file>[\w./-]+\.pyi?):(?<line>\d+)(?::\d+)?: error: (?<message>[^\n]+?) {2}\[(?<code>[\w-]+)\]|Found [1-9]\d* errors? in \d+ files? \(checked/,
    ],
    [
      0.92,
      /would reformat (?<file>\S+)|(?<!\d)[1-9]\d* files? would be reformatted|Code style issues (?:found )?in|Run Prettier (?:with --write )?to fix|Diff in (?<name>\S+\.rs)|(?:gofmt|goimports|rustfmt|clang-format|black|isort|prettier)[^\n]{0,60}(?:failed|differs|not formatted|needs? (?:re)?format)/i,
    ],
    [0.9, /^(?<file>[\w./-]+\.go):(?<line>\d+):\d+: (?<message>[^\n]+?) \((?<code>[a-z]+)\)$/],
    [
      0.9,
      /^(?<file>[\w./-]+\.rb):(?<line>\d+):\d+: [CWEF]: (?:\[Correctable\] )?(?<code>\w+\/\w+): (?<message>[^\n]+)|(?<!\d)\d+ files? inspected, [1-9]\d* offenses?/,
    ],
    [
      0.9,
      /(?:checkstyle|pmd|spotbugs|findbugs|detekt|ktlint|spotless|phpcs|phpstan|psalm|pylint|flake8|shellcheck|hlint|eslint|stylelint|golangci-lint|clippy)\b[^\n]{0,80}\b(?:violations?|fail(?:ed|ure)|errors? (?:found|were)|found [1-9])/i,
    ],
    [0.88, /^\[ERROR\] (?<file>\S+\.java):\[?(?<line>\d+)[^\n]*\((?<code>\w+)\)[^\n]*\[(?<name>\w+)\]/],
    [
      0.86,
      /In (?<file>\S+) line (?<line>\d+):[\s\S]{0,300}?\b(?<code>SC\d{4})\b|error: (?<message>[^\n]+)\n[\s\S]{0,400}(?:clippy::|#\[deny\()/,
    ],
    [
      0.84,
      /(?:coverage|Coverage)[^\n]{0,60}(?:below|less than|does not meet|under) [^\n]{0,30}(?:threshold|minimum|(?<!\d)\d+ ?%)|Required test coverage of (?<limit>[\d.]+%) not reached/i,
    ],
    [
      0.8,
      /pre-commit hook|files were modified by this hook|commit message[^\n]*(?:does not|must)|missing (?:license|copyright) header|There (?:are|were) changes? (?:after|that)[^\n]*(?:generate|format)/i,
    ],
  ],
  short: 'static check',
  followed: () => 'a static check failed',
  says: found => {
    const file = fileAndLine(found) || found.name || '';
    const at = found.file || found.name ? ` in ${file}` : '';
    return `A style or static check failed${at}${found.code ? ` (${found.code})` : ''}${because(found)}${found.limit ? `: coverage stayed below ${found.limit}` : ''}`;
  },
  describes: () => 'A tool that reads the code without running it found something it was told to refuse.',
  steps: found => [
    search(found.code ? `"${found.code}"` : 'problems OR violations OR offenses OR reformat', 'all findings of this run.'),
    run('git diff --stat', 'after the formatter or linter with its fix option: what would it change?'),
  ],
  actions: found => [
    act(
      'high code_change',
      `Correct ${fileAndLine(found) || 'the findings'}`,
      'Run the same tool with its fix option before the commit.',
    ),
    act(
      'low configuration',
      'Pin the version of the tool',
      'If the code did not change, a newer version of the tool brought new rules.',
    ),
  ],
});
