"""One line for everything that the test does on purpose."""

import json
import logging
from contextlib import contextmanager
from datetime import UTC, datetime

LOGGER = logging.getLogger(__name__)


class ActionLogger:
    def __init__(self, source, stream):
        self.source = source
        self.stream = stream

    def write(self, status, action):
        record = {"datetime": datetime.now(UTC).isoformat() + "Z", "status": status, "source": self.source, "action": action}
        self.stream.write(json.dumps(record) + "\n")
        LOGGER.info("source: %s, action: %s", self.source, action)

    @contextmanager
    def scope(self, action):
        self.write("info", f"Started - {action}")
        try:
            yield
        finally:
            self.write("info", f"Finished - {action}")
