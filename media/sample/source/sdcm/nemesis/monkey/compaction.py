"""Nemeses that make a node compact."""

import logging

from sdcm.nemesis import UnsupportedNemesis

LOGGER = logging.getLogger(__name__)


class MajorCompactionMonkey:
    """Run a major compaction of every table on the target node while the load goes on."""

    def __init__(self, runner):
        self.runner = runner

    def disrupt(self):
        node = self.runner.target_node
        before = self.count_sstables(node)
        LOGGER.info("Major compaction on %s begins with %s sstables", node.name, before)
        node.run_nodetool("compact", timeout=7200)
        LOGGER.info("Major compaction on %s ended with %s sstables", node.name, self.count_sstables(node))

    @staticmethod
    def count_sstables(node):
        found = node.remoter.run("find /var/lib/scylla/data -name '*-Data.db' | wc -l", timeout=600)
        return int(found.stdout)


class NodeToolCleanupMonkey:
    def __init__(self, runner):
        self.runner = runner

    def disrupt(self):
        node = self.runner.target_node
        LOGGER.info("Cleanup of keyspaces that %s does not own any more", node.name)
        node.run_nodetool("cleanup")


class CorruptThenRepairMonkey:
    def __init__(self, runner):
        self.runner = runner

    def disrupt(self):
        if self.runner.cluster.has_encryption:
            raise UnsupportedNemesis("sstables are encrypted, a corrupt one would stop the node")
        LOGGER.info("Deleting two sstables of keyspace_load on %s", self.runner.target_node.name)
