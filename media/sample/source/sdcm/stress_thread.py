"""Running the load and reading what it prints."""

import logging

from sdcm.sct_events.loaders import CassandraStressEvent, CassandraStressLogEvent

LOGGER = logging.getLogger(__name__)


class StressCommandError(Exception):
    """The load tool ended badly."""


class CassandraStressThread:
    def __init__(self, loader, stress_cmd, timeout):
        self.loader = loader
        self.stress_cmd = stress_cmd
        self.timeout = timeout

    def run(self):
        LOGGER.info("Running stress on %s: %s", self.loader.name, self.stress_cmd)
        with CassandraStressEvent(node=self.loader, stress_cmd=self.stress_cmd) as event:
            result = self.loader.remoter.run(self.stress_cmd, timeout=self.timeout, ignore_status=True)
            if result.status:
                LOGGER.error("Stress command on %s completed with bad status %s", self.loader.name, result.status)
                event.add_error([f"Stress command completed with bad status {result.status}"])
        return result

    def read_line(self, number, line):
        LOGGER.debug("<%s>: %s", self.loader.name, line)
        if "Operation x10 on key(s)" in line:
            CassandraStressLogEvent.OperationOnKey(node=self.loader, line=line, line_number=number).publish()

    def verify_results(self, results):
        for result in results:
            if not result.rows:
                LOGGER.warning("Stress on %s printed no summary", self.loader.name)
        failed = [result for result in results if result.status]
        LOGGER.info("Stress results: %s of %s commands failed", len(failed), len(results))
        if failed:
            raise StressCommandError(f"{len(failed)} stress commands failed")
