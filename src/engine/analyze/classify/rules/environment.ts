/** Analysis: the rule for machines, containers and tools that were not there for the run. */
import { act, defineRule } from '../rule.ts';
import { because, clip, on, run, search, term } from '../wording.ts';

export const environment = defineRule({
  category: 'environment',
  signs: [
    [
      0.96,
      /(?<signal>SpotTermination)Event Severity\.(?:ERROR|CRITICAL)[^\n]*? node=(?:Node )?(?<host>[\w.-]+)[^\n]*|"base": ?"(?<process>SpotTermination)Event"/,
    ],
    [0.9, /\b(?<signal>spot) (?:instance )?(?:termination|interruption)\b[^\n]{0,60}\b(?:notice|notification|warning|event)\b/i],
    [0.86, /The program ['‘](?<command>[\w.+-]+)['’] is (?:currently )?not installed/],
    [
      0.96,
      /source=(?<test>\w+\.SetUp\(\))[\s\S]{0,200}?exception=(?<message>[^\n]+)|(?:Insufficient(?:Instance|Host)Capacity|ZonalAllocationFailed|ZONE_RESOURCE_POOL_EXHAUSTED|InvalidInstanceType|SkuNotAvailable)\b/,
    ],
    [
      0.93,
      /ProvisionError|Error launching (?:source )?instance|Error: (?:creating|waiting for) (?:EC2|AWS|Compute|VM)[^\n]*|Failed to (?:provision|launch|create) (?:the )?(?:vm|instance|node|cluster|machine|environment)s?\b(?<message>[^\n]*)/i,
    ],
    [0.92, /(?:FailedScheduling|(?<!\d)\d+\/\d+ nodes are available: (?<message>[^\n]+))/],
    [
      0.9,
      /(?:FailedMount|FailedCreatePodSandBox|MountVolume\.SetUp failed|CreateContainer(?:Config)?Error|RunContainerError)\b(?<message>[^\n]*)/,
    ],
    [
      0.9,
      /(?:docker: )?Error response from daemon: (?!.*(?:pull access|manifest|toomanyrequests))(?<message>[^\n]+)|OCI runtime create failed: (?<name>[^\n]+)/,
    ],
    [
      0.9,
      /(?:Failed to start|Failed to initialize) (?:the )?(?:runner|container|agent|service container) ?(?<name>[\w.@-]+)?|One or more containers failed to start|Service container (?<process>\S+) failed/,
    ],
    [
      0.88,
      /(?:^|: )(?:line \d+: )?(?<command>[\w./+-]+): (?:command )?not found$|'(?<name>[\w.+-]+)' is not recognized as an internal or external command|env: [‘'"]?(?<process>[\w.+-]+)[’'"]?: No such file or directory|exec: "(?<package>[\w.+/-]+)": executable file not found/,
    ],
    [0.86, /fatal: \[(?<host>[\w.-]+)\]: (?:FAILED!|UNREACHABLE!) => (?<message>[^\n]+)/],
    [
      0.85,
      /(?<![\w@.-])(?<process>[\w@.-]+)\.service: (?:Failed with result '(?<code>[\w-]+)'|Start request repeated too quickly)|Failed to start (?<name>[^\n.]+)\./,
    ],
    [
      0.85,
      /(?:bind|listen)[^\n]{0,60}(?:EADDRINUSE|[Aa]ddress already in use)(?:[^\n]*?:(?<port>\d+))?|EADDRINUSE|port (?<amount>\d+) (?:is )?already (?:in use|allocated)|java\.net\.BindException/,
    ],
    [
      0.84,
      /Error: (?:The )?(?:version|Version) (?<package>\S+)[^\n]*not found(?: in|\.)|Unable to find (?:a )?(?:node|python|java|go|ruby|dotnet)[^\n]*version|unsupported (?:class file major|Python|Node(?:\.js)?) version|requires (?:a different )?(?:Node|Python|Java|PHP|Ruby|Go)[^\n]{0,60}/i,
    ],
    [
      0.82,
      /too many open files|EMFILE|Resource temporarily unavailable|can't start new thread|unable to create (?:new )?native thread|max user (?:processes|watches)|inotify[^\n]*limit/i,
    ],
    [
      0.8,
      /(?:Xvfb|DISPLAY|chrome|chromedriver|geckodriver|browser|emulator)[^\n]{0,60}(?:not (?:found|set|reachable)|failed to (?:start|launch|connect)|cannot open|timed out)/i,
    ],
    [0.75, /\b(?:setup|provisioning|bootstrap|before_install|before_script|pre-?build)\b[^\n]{0,40}\bfailed\b/i],
  ],
  short: 'environment',
  followed: () => 'the environment was not ready',
  says: found => {
    if (found.signal || found.process === 'SpotTermination')
      return `The cloud took ${found.host ? `the spot machine ${found.host}` : 'a spot machine'} away`;
    const tool = found.command ?? found.package;
    if (tool) return `The environment lacks ${tool}${on(found)}`;
    if (found.test) return `The setup failed in ${found.test}${because(found)}`;
    const port = found.port ?? found.amount;
    if (port) return `Port ${port} was already in use${on(found)}`;
    if (found.process && found.code) return `The service ${found.process} failed to start${on(found)} (${found.code})`;
    if (found.process ?? found.name)
      return `${clip((found.process ?? found.name) as string, 80)} could not be started${on(found)}`;
    return `The environment could not be provisioned${on(found)}${because(found)}`;
  },
  describes: () =>
    'What the run needs around it (machines, containers, tools, ports) was not there, so the product was hardly tested.',
  steps: found => [
    search(
      'provision OR "not found" OR capacity OR "failed to start" OR FailedScheduling',
      'the first step that failed before the tests began.',
    ),
    ...(found.process
      ? [run(`systemctl status ${found.process}; journalctl -u ${found.process} -n 100`, 'the last lines before it gave up.')]
      : []),
    ...(found.command
      ? [search(term(found.command), 'was it installed in an earlier step, or was it in the image of passing runs?')]
      : []),
  ],
  actions: () => [
    act(
      'high infrastructure',
      'Make the environment whole',
      'Install what is missing in the image, or ask for another zone or machine type when capacity ran out.',
    ),
    act('medium retry', 'Repeat the run', 'Lack of capacity often passes; a missing tool does not.'),
  ],
});
