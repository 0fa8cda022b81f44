/** Analysis, tests: packages, images and modules. */
import { reads, silent } from '../judge.ts';

const missing = (name: string) => `The dependency ${name} could not be found or resolved`;

describe('classify: dependency', () => {
  reads('dependency', [
    [
      'pip with a file of requirements',
      'ERROR: Cannot install -r requirements.txt (line 3), -r requirements.txt (line 9) and attrs==21.1.0 because these package versions have conflicting dependencies.',
      'The dependency attrs==21.1.0 could not be found or resolved',
    ],
    [
      'containerd',
      'err="rpc error: code = NotFound desc = failed to pull and unpack image \\"registry.example.org/web:3\\": not found"',
      'The dependency registry.example.org/web:3 could not be found or resolved',
    ],
    [
      'pip',
      'ERROR: Could not find a version that satisfies the requirement foo==9.9 (from versions: 1.0, 1.1)\nERROR: No matching distribution found for foo==9.9',
      missing('foo==9.9'),
    ],
    ['apt', 'E: Unable to locate package libfoo-dev', missing('libfoo-dev')],
    [
      'npm',
      'npm ERR! code ETARGET\nnpm ERR! notarget No matching version found for left@^9.0.0.',
      'A dependency could not be fetched or resolved',
    ],
    [
      'Maven',
      '[ERROR] Failed to execute goal on project app: Could not resolve dependencies for project org.acme:app:jar:1.0: Could not find artifact org.acme:lib:jar:2.0',
      missing('org.acme:app:jar:1.0'),
    ],
    [
      'Gradle',
      "> Could not resolve all files for configuration ':app:compileClasspath'.\n   > Could not find org.acme:lib:2.0.",
      missing(':app:compileClasspath'),
    ],
    ['Python', "ModuleNotFoundError: No module named 'yaml'", missing('yaml')],
    ['Node.js', "Error: Cannot find module 'express'\nRequire stack:\n- /app/index.js", missing('express')],
    ['Go', 'main.go:4:2: no required module provides package example.org/x/y; to add it:', missing('example.org/x/y')],
    ['Rust', 'error: no matching package named `serd` found', missing('serd')],
    ['Bundler', 'Bundler could not find compatible versions for gem "rack":', missing('rack')],
    ['Ruby', "<internal:kernel>:37:in `require': cannot load such file -- nokogiri (LoadError)", missing('nokogiri')],
    [
      'Composer',
      'Your requirements could not be resolved to an installable set of packages.',
      'A dependency could not be fetched or resolved',
    ],
    ['Cabal', 'rejecting: base-4.18.0.0/installed-4.18.0.0 (conflict: app => base<4.18)', missing('base-4.18.0.0')],
    ['Kubernetes', 'Failed to pull image "acme/app:9": rpc error: code = NotFound', missing('acme/app:9')],
    [
      'docker',
      'Error response from daemon: manifest for acme/app:9 not found: manifest unknown: manifest unknown',
      missing('acme/app:9'),
    ],
    [
      'apt fetching',
      'E: Failed to fetch http://example.org/pool/a.deb  404  Not Found [IP: 1.2.3.4 80]',
      'http://example.org/pool/a.deb could not be fetched: 404 Not Found [IP: 1.2.3.4 80]',
    ],
    [
      'the loader',
      './app: error while loading shared libraries: libssl.so.1.1: cannot open shared object file: No such file or directory',
      missing('libssl.so.1.1'),
    ],
    ['CMake', 'Could NOT find OpenSSL (missing: OPENSSL_CRYPTO_LIBRARY)', missing('OpenSSL')],
  ]);
  silent('dependency', [
    ['a passed test', 'tests/test_import.py::test_missing_module PASSED'],
    ['a cache that is empty', 'Cache not found for input keys: linux-npm-1'],
  ]);
});
