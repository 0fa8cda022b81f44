"""Watches the events and kills the test at the first critical one."""

import logging
import os
import signal
import threading

LOGGER = logging.getLogger(__name__)
LOADERS_EVENTS = ("CassandraStressEvent", "ScyllaBenchEvent")


class TestFailure(Exception):
    """A critical event happened."""


class EventsAnalyzer(threading.Thread):
    def __init__(self, inbound_events):
        super().__init__(daemon=True)
        self.inbound_events = inbound_events

    def run(self):
        for event_class, event in self.inbound_events():
            if event.severity != "CRITICAL":
                continue
            try:
                if event_class in LOADERS_EVENTS:
                    raise TestFailure(f"Stress command failed: {event}")
                raise TestFailure(f"Got critical event: {event}")
            except TestFailure as failure:
                self.kill_test(failure)

    def kill_test(self, failure):
        LOGGER.error("Killing test because of a critical event: %s", failure)
        os.kill(os.getpid(), signal.SIGUSR2)
