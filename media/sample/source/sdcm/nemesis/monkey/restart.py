"""Nemeses that stop and start a node."""

import logging
import time

LOGGER = logging.getLogger(__name__)


class StopStartMonkey:
    def __init__(self, runner):
        self.runner = runner

    def disrupt(self):
        node = self.runner.target_node
        node.stop_scylla_server()
        LOGGER.debug("%s is stopped on purpose", node.name)
        node.start_scylla_server()


class StopWaitStartMonkey:
    def __init__(self, runner):
        self.runner = runner

    def disrupt(self):
        node = self.runner.target_node
        node.stop_scylla_server()
        LOGGER.info("%s stays down for %s seconds", node.name, 300)
        time.sleep(300)
        node.start_scylla_server()


class DrainerMonkey:
    def __init__(self, runner):
        self.runner = runner

    def disrupt(self):
        node = self.runner.target_node
        LOGGER.info("Draining %s", node.name)
        node.run_nodetool("drain", timeout=3600)
        node.stop_scylla_server()
        node.start_scylla_server()


class AddDropColumnMonkey:
    def __init__(self, runner):
        self.runner = runner

    def disrupt(self):
        for number in range(3):
            LOGGER.info("ALTER TABLE keyspace_load.standard1 ADD extra_%s text", number)
            self.runner.cluster.wait_for_schema_agreement()
