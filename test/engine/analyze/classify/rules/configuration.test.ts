/** Analysis, tests: settings and arguments. */
import { reads, silent } from '../judge.ts';

describe('classify: configuration', () => {
  reads('configuration', [
    [
      'an option',
      'pytest: error: unrecognized arguments: --cov-branch',
      'A setting or argument is wrong or missing (--cov-branch)',
    ],
    [
      'a variable',
      'Error: missing required environment variable DATABASE_URL',
      'A setting or argument is wrong or missing (DATABASE_URL)',
    ],
    ['a shell', './run.sh: line 3: AWS_REGION: unbound variable', 'A setting or argument is wrong or missing (AWS_REGION)'],
    ['make', "make: *** No rule to make target 'chek'.  Stop.", 'A setting or argument is wrong or missing (chek)'],
    ['npm', 'npm ERR! Missing script: "test:ci"', 'A setting or argument is wrong or missing (test:ci)'],
    [
      'git',
      "error: pathspec 'release-9' did not match any file(s) known to git",
      'A setting or argument is wrong or missing (release-9)',
    ],
    ['a file', 'cat: deploy/app.env: No such file or directory', 'A setting or argument is wrong or missing (deploy/app.env)'],
    [
      'YAML',
      'Error: failed to parse config file app.yml: yaml: line 3: mapping values are not allowed',
      'A setting or argument is wrong or missing: yaml: line 3: mapping values are not allowed',
    ],
    [
      'Django',
      'django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.',
      'A setting or argument is wrong or missing',
    ],
    ['Gradle', "Task 'tset' not found in root project 'app'.", 'A setting or argument is wrong or missing (tset)'],
  ]);
  silent('configuration', [
    ['a passed test', '    ✓ refuses an unknown option --x'],
    ['reading a setting', 'Loaded configuration from /etc/app.yml'],
  ]);
});
