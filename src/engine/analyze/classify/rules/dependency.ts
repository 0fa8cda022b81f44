/** Analysis: the rule for packages, images and modules that could not be fetched, found or resolved. */
import { act, defineRule, type Found } from '../rule.ts';
import { because, run, search, term } from '../wording.ts';

export const dependency = defineRule({
  category: 'dependency',
  signs: [
    [
      0.88,
      /Packages? (?:[`'"‘](?<package>[\w.-]+)['"’] (?:is|are) (?:unavailable|not available)|(?:required|suggested) but not available: [‘'](?<name>[^’'\n]+))/,
    ],
    [
      0.9,
      /PackagesNotFoundError|(?:Contextual)?VersionConflict\b|DistributionNotFound|ResolvePackageNotFound|Requirement\.parse\('(?<package>[\w.-]+)/,
    ],
    [
      0.94,
      /ERROR: (?:No matching distribution found for|Could not find a version that satisfies the requirement) (?<package>[^\s(]+)/,
    ],
    [0.94, /E: (?:Unable to locate package |Package '?|Version '[^']*' for ')(?<package>[\w.+-]+)/],
    [
      0.93,
      /npm (?:ERR!|error) code (?:ERESOLVE|ETARGET|E404|EINTEGRITY|EUSAGE|ENOVERSIONS)|npm (?:ERR!|error) (?:404 +'?(?<package>@?[\w./-]+@\S+?)'? is not in|notarget No matching version found for (?<name>\S+?)\.?$)/,
    ],
    [
      0.93,
      /Could not (?:resolve dependencies for project (?<name>\S+?)(?=:? |$)|find artifact (?<package>[\w.:-]+)|transfer artifact (?<file>[\w.:-]+))/,
    ],
    [
      0.93,
      /Could not (?:resolve|find) (?:all (?:files|dependencies|artifacts) for configuration '(?<name>[^'\n]+)'|(?<![\w.-])(?<package>[\w.-]+:[\w.-]+:[\w.+-]+))/,
    ],
    [
      0.92,
      /ModuleNotFoundError: No module named '(?<package>[^'\n]+)'|ImportError: cannot import name '(?<name>[^'\n]+)' from '(?<file>[^'\n]+)'/,
    ],
    [
      0.92,
      /(?:Cannot|Could not) find (?:module|package) '(?<package>[^'\n]+)'|ERR_MODULE_NOT_FOUND|Module not found: Error: Can't resolve '(?<name>[^'\n]+)'/,
    ],
    [
      0.92,
      /(?:no required module provides package|cannot find module providing package|module) (?<package>[\w./-]+)(?:;|: (?:reading|unrecognized|not found|no matching))|missing go\.sum entry for (?:module providing package )?(?<name>\S+)|go: (?<file>\S+@\S+): (?:invalid|reading|unknown)/,
    ],
    [
      0.92,
      /error: (?:no matching package named|failed to (?:select a version for(?: the requirement)?|get)) `(?<package>[\w-]+)/,
    ],
    [
      0.92,
      /Bundler could not find compatible versions for gem "(?<package>[^"\n]+)"|Could not find gem '(?<name>[^'\n]+)'|cannot load such file -- (?<file>\S+)|Gem::\w*(?:NotFound|Missing\w+)/,
    ],
    [
      0.92,
      /Your requirements could not be resolved to an installable set of packages|The requested package (?<package>\S+)[^\n]*(?:could not be found|exists as)|Problem 1$/,
    ],
    [
      0.92,
      /rejecting: (?<package>[\w.-]+)|Could not resolve dependencies:?$|unknown package: (?<name>[\w-]+)|Ambiguous module name|Could not load module [‘'`](?<file>[^’'`\n]+)/,
    ],
    [0.9, /(?:manifest for (?<package>\S+) not found|manifest unknown|ErrImagePull|ImagePullBackOff|image not found)/],
    [0.91, /failed to pull (?:and unpack )?image [\\"]+(?<package>[^\\"\s]+)|Back-off pulling image [\\"]+(?<name>[^\\"\s]+)/i],
    [
      0.9,
      /(?:^|[EW]: )Failed to fetch (?<url>\S*[:/]\S*)(?<message>[^\n]*)|Hash Sum mismatch|does not have a Release file|The following packages have unmet dependencies/,
    ],
    [
      0.88,
      /ResolutionImpossible|conflicting dependencies|Cannot install (?:-r \S+(?: \(lines? [\d, ]+\))?(?:, and |, | and ))*(?<package>[A-Za-z][\w.-]*(?:==[\w.+-]+)?)[^\n]*because these package versions have conflict|version solving failed|Unsatisfiable(?:Error)?\b/,
    ],
    [
      0.86,
      /error while loading shared libraries: (?<package>[\w.+-]+)|java\.lang\.(?:NoClassDefFoundError|ClassNotFoundException): (?<name>\S+)/,
    ],
    [
      0.85,
      /Package (?<package>[\w.+-]+) was not found in the pkg-config|Could (?:not|NOT) find (?:a package configuration file provided by "?)?(?<name>[A-Z][\w-]+)"? ?(?:with|\(missing|[.(])|No package '(?<file>[\w.+-]+)' found/,
    ],
    [
      0.8,
      /fatal: (?:unable to access|repository) '(?<url>[^'\n]+)'(?:: (?<message>[^\n]+)| not found)|error: RPC failed|fatal: clone of '(?<name>[^'\n]+)'/,
    ],
    [0.78, /(?:curl: \(22\)|wget[^\n]*|HTTP[^\n]{0,40})\s(?:The requested URL returned error: )?404\b[^\n]*/],
  ],
  short: 'missing dependency',
  followed: found => `${nameOf(found) ?? 'a dependency'} was missing`,
  says,
  describes: found =>
    `${nameOf(found) ?? 'Something the run needs'} does not exist at its source, in the wanted version or beside the other versions. What was published or pinned has changed, or the source was not reachable.`,
  steps: found => [
    search(
      nameOf(found) ? term(nameOf(found) as string) : 'resolve OR "not found" OR 404',
      'which version was asked for, by whom?',
    ),
    'Compare the lock file and the published versions with those of the last passing run.',
    ...(found.url ? [run(`curl -sSI ${found.url}`, 'does the address answer now?')] : []),
  ],
  actions: found => [
    act(
      'high configuration',
      nameOf(found) ? `Provide or pin ${nameOf(found)}` : 'Pin the dependency',
      'Pin versions with a lock file; correct the name, the version range or the repository.',
    ),
    act(
      'medium infrastructure',
      'Keep a mirror',
      'A mirror or cache keeps what passing runs used, even when its source is away.',
    ),
  ],
});

function nameOf(found: Found): string | undefined {
  return found.package ?? found.name ?? found.file;
}

function says(found: Found): string {
  const name = nameOf(found);
  if (found.url) return `${found.url} could not be fetched${because(found, 100)}`;
  return name ? `The dependency ${name} could not be found or resolved` : 'A dependency could not be fetched or resolved';
}
