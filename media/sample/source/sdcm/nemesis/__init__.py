"""The runner of nemeses: picks one, runs it, and says how it ended."""

import logging
import random
import time
import traceback

from sdcm.sct_events.system import DisruptionEvent
from sdcm.utils.health_checker import check_cluster_health

LOGGER = logging.getLogger(__name__)


class UnsupportedNemesis(Exception):
    """The nemesis cannot run in this setup; it is skipped."""


class KillNemesis(BaseException):
    """Raised in the nemesis thread when the test is torn down."""


class NemesisRunner:
    def __init__(self, cluster, monkeys, interval, termination_event):
        self.cluster = cluster
        self.monkeys = monkeys
        self.interval = interval
        self.termination_event = termination_event
        self.target_node = None

    def set_target_node(self):
        self.target_node = random.choice(self.cluster.nodes)
        LOGGER.info("Current target node: %s", self.target_node.name)

    def run(self):
        LOGGER.info("Nemesis thread is started with interval %s minutes", self.interval)
        while not self.termination_event.is_set():
            self.set_target_node()
            self.execute_nemesis(random.choice(self.monkeys)(self))
            LOGGER.debug("Sleeping %s minutes before the next nemesis", self.interval)
            self.termination_event.wait(self.interval * 60)

    def execute_nemesis(self, nemesis):
        name = nemesis.__class__.__name__
        LOGGER.info("Started disruption %s on %s", name, self.target_node.name)
        started = time.time()
        with DisruptionEvent(nemesis_name=name, node=self.target_node) as event:
            try:
                check_cluster_health(self.cluster, before=name)
                nemesis.disrupt()
                check_cluster_health(self.cluster, after=name)
            except UnsupportedNemesis as exc:
                LOGGER.warning("Disruption %s is skipped: %s", name, exc)
                event.skip(str(exc))
            except KillNemesis:
                LOGGER.error("Disruption %s was killed by tearDown", name)
                event.add_error(["Killed by tearDown - test fail"])
                raise
            except Exception as exc:
                LOGGER.error("Unhandled exception in disruption %s", name, exc_info=True)
                event.add_error([str(exc)])
                event.full_traceback = traceback.format_exc()
        LOGGER.info("Finished disruption %s on %s, took %s seconds", name, self.target_node.name, int(time.time() - started))
