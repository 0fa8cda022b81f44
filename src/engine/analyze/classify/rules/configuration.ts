/** Analysis: the rule for settings and arguments that are wrong. */
import { act, defineRule } from '../rule.ts';
import { because, on, run, search, term } from '../wording.ts';

export const configuration = defineRule({
  category: 'configuration',
  signs: [
    [0.9, /flag provided but not defined: (?<name>-\S+)|No (?<file>[\w.]+) found \(looking for/],
    [
      0.9,
      /(?:unknown|unrecognized|invalid|illegal|unsupported|unexpected) (?:command[- ]line )?(?:option|argument|flag|switch|parameter|configuration|setting|subcommand)s?\b:? ?["'`]*(?<name>-{0,2}[\w.-]+)?/i,
    ],
    [
      0.9,
      /(?:error|invalid|failed)[^\n]{0,40}\b(?:pars(?:e|ing)|read(?:ing)?|load(?:ing)?|validat\w+) (?:the )?(?:config(?:uration)?|settings?|yaml|toml|properties)(?: file)?\b[^\n:]*(?:: (?<message>[^\n]+))?/i,
    ],
    [
      0.9,
      /(?:missing|required|undefined)[^\n]{0,30}(?:environment variable|env(?:ironment)? var|setting|secret|config(?:uration)?(?: key)?)\b:? ?["'`]*(?<name>[A-Za-z_][\w.]*)?|(?:environment variable|setting|option) ["'`]?(?<file>[\w.-]+)["'`]? (?:is )?(?:not set|missing|required|unset)/i,
    ],
    [
      0.88,
      /ImproperlyConfigured|ConfigurationError|ConfigException|InvalidConfiguration\w*|Bad (?:configuration|config)|misconfigur(?:ed|ation)|Invalid workflow file/i,
    ],
    [
      0.86,
      /KeyError: '(?<name>[A-Z][A-Z0-9_]{3,})'|(?<file>[A-Z][A-Z0-9_]{3,}): (?:unbound variable|parameter (?:null or )?not set)/,
    ],
    [
      0.84,
      /make: \*\*\* No rule to make target [`'](?<name>[^'\n]+)'|(?:npm (?:ERR!|error) )?[Mm]issing script:? "?(?<file>[\w:.-]+)|Task '(?<process>[^'\n]+)' not found in|No such (?:task|target|profile|service)|Unknown lifecycle phase "(?<package>[^"\n]+)"/,
    ],
    [
      0.82,
      /error: pathspec '(?<name>[^'\n]+)' did not match|couldn't find remote ref (?<file>\S+)|unknown revision or path|Remote branch (?<process>\S+) not found/i,
    ],
    [
      0.8,
      /(?:cannot|can't|could not|unable to) (?:open|find|read|load|stat|access) (?:the )?(?:file |config(?:uration)? (?:file )?|directory )?["'`‘]?(?<file>[\w./-]+\.(?:ya?ml|json|toml|ini|cfg|conf|properties|xml|env))/i,
    ],
    [
      0.72,
      /(?:^|: )(?:(?:cannot|can't) \w+ ['"`‘]?)?(?<file>[\w./-]+)['"`’]?: No such file or directory|FileNotFoundError: [^\n]*'(?<name>[^'\n]+)'|ENOENT: no such file or directory, \w+ '(?<process>[^'\n]+)'/,
    ],
  ],
  short: 'configuration',
  followed: () => 'a setting was wrong',
  says: found => {
    const name = found.name ?? found.file ?? found.process ?? found.package;
    return `A setting or argument is wrong or missing${on(found)}${name ? ` (${name})` : ''}${because(found)}`;
  },
  describes: () =>
    'A program did not accept what it was told, or was not told what it needs: an option, a file, a variable, a branch.',
  steps: found => {
    const name = found.name ?? found.file;
    return [
      search(name ? term(name) : 'config OR option OR variable level:>=warn', 'where it is set, read and refused.'),
      run('git log -5 -- <the configuration file>', 'what changed since the last passing run?'),
    ];
  },
  actions: found => [
    act(
      'high configuration',
      `Correct ${found.name ?? found.file ?? 'the setting'}`,
      'Compare with the settings of the last passing run and with the options that the installed version knows.',
    ),
    act('low code_change', 'Check settings at the start', 'Refuse wrong settings at once with a message that names the setting.'),
  ],
});
