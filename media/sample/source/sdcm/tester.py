"""The life of a test: set up, run, tear down."""

import logging

from sdcm.sct_events.system import TestFrameworkEvent

LOGGER = logging.getLogger(__name__)


class ClusterTester:
    def setUp(self):
        LOGGER.info("Test id is %s", self.test_id)
        LOGGER.info("Creating the clusters: %s db nodes, %s loaders, %s monitor", 6, 2, 1)
        self.init_resources()
        LOGGER.info("All clusters are up, setup took %s seconds", self.setup_duration)

    def run_prepare_write_cmd(self):
        LOGGER.info("Preparing the data with %s", self.params["prepare_write_cmd"])
        self.verify_stress_thread(self.run_stress(self.params["prepare_write_cmd"]))

    def run_stress(self, command):
        thread = self.loaders.start(command, timeout=self.params["test_duration"] * 60)
        LOGGER.debug("Stress thread %s is started", thread.name)
        return thread

    def verify_stress_thread(self, thread):
        results = thread.get_results()
        thread.verify_results(results)

    def alive_check(self):
        LOGGER.debug("Test is alive, %s minutes of %s passed", self.minutes, self.params["test_duration"])

    def tearDown(self):
        LOGGER.info("TearDown is starting...")
        self.stop_nemesis()
        self.stop_loaders()
        self.collect_logs()
        for event in self.failures:
            TestFrameworkEvent(source=self.__class__.__name__, source_method=self.method, exception=event).publish()
        LOGGER.info("TearDown is done, test status is %s", self.status)

    def stop_nemesis(self):
        LOGGER.info("Stopping the nemesis thread")
        for node in self.db_cluster.nodes:
            node.stop_task_threads()
            LOGGER.debug("%s: stopped its task threads", node.name)

    def stop_loaders(self):
        LOGGER.info("Killing the stress processes on %s loaders", 2)
        for line in self.loaders.kill_stress():
            LOGGER.warning("Process left on loader: %s", line)
