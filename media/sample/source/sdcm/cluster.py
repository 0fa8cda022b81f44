"""The nodes of a cluster: install, configure, start, stop, look at."""

import logging

from sdcm.wait import wait_for

LOGGER = logging.getLogger(__name__)


class NodeNotReady(Exception):
    """A node did not reach the state UN."""


class BaseNode:
    def __init__(self, name, remoter, parent_cluster):
        self.name = name
        self.remoter = remoter
        self.parent_cluster = parent_cluster
        self.log = LOGGER

    def install_package(self, package):
        self.log.info("%s: installing package %s", self.name, package)
        self.remoter.run(f"sudo apt-get -y install {package}")

    def update_repo_cache(self):
        self.log.debug("%s: refreshing package lists", self.name)
        result = self.remoter.run("sudo apt-get update", ignore_status=True)
        for line in result.stdout.splitlines():
            self.log.debug("<%s>: %s", self.name, line)

    def run_nodetool(self, sub_cmd, timeout=3600):
        self.log.info("%s: nodetool %s", self.name, sub_cmd)
        result = self.remoter.run(f"/usr/bin/nodetool {sub_cmd}", timeout=timeout)
        self.log.debug("%s: nodetool %s took %ss", self.name, sub_cmd, result.duration)
        return result

    def start_scylla_server(self):
        self.log.info("%s: starting scylla-server", self.name)
        self.remoter.run("sudo systemctl start scylla-server.service")
        wait_for(self.is_db_up, step=5, timeout=900, text=f"{self.name}: waiting for the CQL port")

    def stop_scylla_server(self):
        self.log.info("%s: stopping scylla-server", self.name)
        self.remoter.run("sudo systemctl stop scylla-server.service")

    def is_db_up(self):
        up = self.is_port_open(9042)
        self.log.debug("%s: CQL port 9042 open: %s", self.name, up)
        return up

    def is_port_open(self, port):
        return self.remoter.run(f"nc -z localhost {port}", ignore_status=True).status == 0

    def check_disk_space(self):
        usage = self.remoter.run("df -h /var/lib/scylla").stdout.split()[-2]
        self.log.debug("%s: disk usage of /var/lib/scylla is %s", self.name, usage)
        return usage

    def collect_cores(self):
        found = self.remoter.run("sudo coredumpctl -q --json=short", ignore_status=True).stdout
        self.log.debug("%s: found %s coredumps", self.name, found.count("pid"))
        return found


class BaseCluster:
    def __init__(self, nodes):
        self.nodes = nodes
        self.log = LOGGER

    def get_nodetool_status(self, node):
        self.log.debug("Asking %s for the status of the ring", node.name)
        status = node.run_nodetool("status")
        return dict(line.split()[:2][::-1] for line in status.stdout.splitlines() if line[:1] in "UD")

    def check_nodes_up_and_normal(self):
        for node in self.nodes:
            status = self.get_nodetool_status(node)
            down = [ip for ip, state in status.items() if state != "UN"]
            self.log.debug("%s sees %s of %s nodes as UN", node.name, len(status) - len(down), len(self.nodes))
            if down:
                self.log.error("%s sees nodes that are not UN: %s", node.name, down)
                raise NodeNotReady(f"{node.name} sees nodes that are not UN: {down}")

    def wait_for_schema_agreement(self):
        versions = {node.name: node.run_nodetool("describecluster").stdout for node in self.nodes}
        self.log.debug("Schema versions agree on %s nodes", len(versions))
        return len(set(versions.values())) == 1
