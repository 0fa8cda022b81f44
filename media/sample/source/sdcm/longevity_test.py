"""Longevity: a load for hours, with nemeses."""

import logging

from sdcm.tester import ClusterTester

LOGGER = logging.getLogger(__name__)


class LongevityTest(ClusterTester):
    def test_custom_time(self):
        self.run_prepare_write_cmd()
        threads = [self.run_stress(command) for command in self.params["stress_cmd"]]
        LOGGER.info("Load of %s commands is running, the nemesis begins in %s minutes", len(threads), 10)
        self.db_cluster.start_nemesis()
        for thread in threads:
            self.verify_stress_thread(thread)
        LOGGER.info("Longevity test is complete after %s minutes", self.minutes)
