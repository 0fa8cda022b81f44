/** Analysis: which host or node a line speaks of: its own words, its syslog prefix, or the folder of its member. */

/** Scylla Cluster Test's node names: a cut prefix, the role, eight digits of the run id, perhaps a data centre, a number. */
const SCT_NODE = /\b[\w-]*?\b(db|loader|monitor)-node-[0-9a-f]{8}-((?:[a-z][\w]*-)*\d+)\b/;
const NODE_FIELD =
  /(?:\bnode|\bhost(?:name)?|\bpod|"node"|"host"|"hostname")["']?\s?[=:]\s?["']?(?:Node )?([A-Za-z][\w.-]*\d[\w-]*)/;
/** `Sep 10 10:49:04 host process[1]:`, `2026-05-26T10:13:31.735 host !ERR |`, `<34>1 2026-… host app`. */
const SYSLOG =
  /^(?:<\d{1,3}>\d? ?)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?) {1,4}(?:(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL) {1,2})?([A-Za-z][\w.-]*) {1,4}(?:!|[\w./-]+(?:\[\d+\])?:|[\w./-]+\[[\w-]+\])/;
/** A word that stands where a host would, but is a level or a program. */
const NO_HOST = /^(?:trace|debug|info|notice|warn(?:ing)?|err(?:or)?|crit(?:ical)?|fatal|emerg|alert|kernel|none|null|systemd)$/i;
/** A compiler's name for a platform, which build tools call host. */
const PLATFORM = /-(?:linux|apple|pc|unknown|windows|darwin|musl|gnu)\b/;
const HOST_FOLDER =
  /^(?:[\w.-]*(?:node|host|server|worker|master|replica|broker|db|loader|pod|vm|machine)[-_]?[\w.-]*\d[\w-]*)$/i;

const ARCHIVE = /\.(?:tar|tgz|zip|gz|zst|bz2|xz)\b.*$/;

/** The short name of the host, or undefined. `line` is raw, `member` a path. */
export function hostOf(line: string, member: string): string | undefined {
  const head = line.slice(0, 2000);
  const sct = SCT_NODE.exec(head) ?? SCT_NODE.exec(member);
  if (sct) return `${sct[1]}-node-${sct[2]}`;
  const stated = SYSLOG.exec(head)?.[1] ?? NODE_FIELD.exec(head)?.[1];
  if (stated && !NO_HOST.test(stated) && !PLATFORM.test(stated)) return stated;
  return member
    .split(/[/!]+/)
    .slice(0, -1)
    .map(folder => folder.replace(ARCHIVE, ''))
    .findLast(folder => HOST_FOLDER.test(folder) && folder.length <= 40);
}

/** A node's name as people say it: Scylla Cluster Test's long names lose prefix and run id. */
export function shortNode(name: string): string {
  const sct = SCT_NODE.exec(name);
  return sct ? `${sct[1]}-node-${sct[2]}` : name.replace(/^Node /, '').replace(/ \[.*$/s, '');
}
