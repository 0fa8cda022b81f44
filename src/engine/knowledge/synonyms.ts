/** The knowledge: words that people of the field use for one another: in logs, in alerts and in runbooks. */
import { stem } from './stem.ts';

/** One line, one meaning. A word may stand in several. Words of two parts are written joined by `+`. */
const MEANINGS = `
down unreachable unavailable absent disappeared offline dead lost stopped missing unresponsive gone
crash panic abort segfault coredump died killed
crash+loop restarted crashlooping crashloop restarting restart backoff
flapping changing toggling unstable intermittent bouncing
full filling exhausted filled nospace enospc space+left run+out
fill available left space
almost close near soon predict approaching
limit quota max maximum bound cap ceiling threshold
exceeded hit reached beyond over exhausted
overcommit oversubscribed overcommitted overbooked
kubernetes kube k8s
config configuration setting settings yaml
misconfigured invalid wrong bad incorrect
mismatch different inconsistent differ unequal differing skew divergent drift
failed failing fail failure error errors unsuccessful unable exception
slow latency delay lag duration behind stall sluggish
high elevated excessive large increased many too
low insufficient few little lack
cpu processor cores
throttled throttling throttle
memory ram heap oom
disk storage volume device drive
filesystem disk mount mountpoint partition
files inodes inode
persistent+volume pv pvc persistentvolumeclaim claim
clock time ntp chrony timestamp
synchronise sync synchronised synchronising synchronize
certificate cert tls x509 ssl
expire expiration expiry renew renewal rotate
member peer replica
members instances replicas nodes
node host machine instance server worker
drop discard dropped dropping lose
reject refuse deny rejected refused denied forbidden
terminated shed rejected
duplicate duplicated twice repeated
out+order unordered arriving old
send deliver notify notification sent
receive rx incoming inbound
transmit tx outgoing outbound
scrape collect collector scraping
target endpoint scrape
ingest append receive
rule alert+rule recording
evaluation evaluate evaluating
watch informer
list relist
reconcile reconciling reconciliation sync
reload reloading reloader
apiserver api+server kubeapi
hpa horizontal+pod+autoscaler autoscaler
deployment rollout roll+out
statefulset stateful+set
daemonset daemon+set
rollout progress finished progressed rolled
stuck hang hung blocked deadlock frozen waiting
ready readiness notready unready healthy health
unready unhealthy failing not+ready
down available up availability
half insufficient majority
connected discovered reach
empty zero none nothing
provisioning provision bind bound
kubelet node+agent
left remaining free
exceeded used usage utilisation using
maxed max maximum
almost going about nearly
fully full all
controller operator
rejected invalid
unaware stale outdated old
schedule scheduled scheduling placement
misscheduled misplaced
leader election leadership primary raft
quorum majority insufficient half
connection connect connected socket
network interface nic link ethernet
conntrack netfilter nf+conntrack
raid mdadm array
degraded spare failed
timeout timed+out deadline expired
authentication auth login credential password token unauthorized
permission forbidden denied access rights
certificate+expire expiring
dns resolve lookup hostname
rate+limit throttled 429 too+many+requests
budget slo burn
write writing fsync wal
compaction compact compacting
queue backlog pending
image pull registry
version release upgrade semantic
job batch task
complete completion finish finished
pod container
always deadman watchdog
inhibit inhibitor suppress
nemesis disruption chaos
repair streaming stream
stress load loader workload benchmark
`;

/** Stems that stand for a stem, each way; `a+b` are two stems that stand together for one. */
export interface Meanings {
  /** Other stems of the same meaning. */
  readonly alike: ReadonlyMap<string, readonly string[]>;
}

export const meanings: Meanings = read();

function read(): Meanings {
  const alike = new Map<string, Set<string>>();
  for (const line of MEANINGS.trim().split('\n')) {
    const terms = line.split(' ').map(term => term.split('+').map(stem));
    for (const [head, ...more] of terms) {
      // Words in two parts only lead to others when both were asked for, which their parts' own meanings do not say.
      if (more.length) continue;
      const others = alike.get(head) ?? new Set();
      for (const parts of terms) for (const part of parts) if (part !== head) others.add(part);
      alike.set(head, others);
    }
  }
  return { alike: new Map([...alike].map(([word, others]) => [word, [...others]])) };
}
