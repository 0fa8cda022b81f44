/** Sample: what the other programs of a node write into messages.log: [times per hour and node, text with value words in `<>`]. */

export type MachineEntry = readonly [number, string];

/** Programs that are not ours. */
export const machineBook: readonly MachineEntry[] = [
  [12, 'systemd[1]: Started Session <int 100 999> of User ubuntu.'],
  [12, 'systemd[1]: session-<int 100 999>.scope: Deactivated successfully.'],
  [20, 'sshd[<int 7000 9999>]: Accepted publickey for ubuntu from 10.4.2.5 port <int 40000 60000> ssh2: ED25519 SHA256:sample'],
  [20, 'sshd[<int 7000 9999>]: Disconnected from user ubuntu 10.4.2.5 port <int 40000 60000>'],
  [8, 'sudo: ubuntu : PWD=/home/ubuntu ; USER=root ; COMMAND=/usr/bin/coredumpctl -q --json=short'],
  [1, 'CRON[<int 7000 9999>]: (root) CMD (cd / && run-parts --report /etc/cron.hourly)'],
  [2, 'chronyd[612]: Selected source 203.0.113.<int 200 209> (2.pool.ntp.example)'],
  [1, 'chronyd[612]: System clock wrong by 0.0<int 10 60> seconds'],
  [1, 'systemd[1]: Starting Rotate log files...'],
  [1, 'systemd[1]: logrotate.service: Deactivated successfully.'],
  [0.6, 'systemd-resolved[540]: Using degraded feature set UDP instead of UDP+EDNS0 for DNS server 10.4.0.2.'],
  [0.4, 'kernel: nvme nvme1: I/O <int 10 99> QID <int 1 4> timeout, completion polled'],
  [
    0.5,
    'node_exporter[801]: level=warn msg="collector failed" name=systemd duration_seconds=0.0<int 10 90> err="connection timed out"',
  ],
];
