"""Collecting the logs when the test is over."""

import logging

LOGGER = logging.getLogger(__name__)


class CollectingNode:
    def __init__(self, name, remoter):
        self.name = name
        self.remoter = remoter

    def collect(self, entity):
        LOGGER.info("Collecting %s from %s", entity, self.name)
        result = self.remoter.run(f"sudo cat {entity}", ignore_status=True)
        if result.status:
            LOGGER.warning("Nothing collected for %s on %s", entity, self.name)
        return result.stdout


def archive(name, size):
    LOGGER.info("Archive %s is ready, %s bytes", name, size)


def upload(name, url):
    LOGGER.info("Uploaded %s to %s", name, url)
