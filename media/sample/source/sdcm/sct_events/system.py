"""Events of the test itself: nemeses, and what the test framework reports."""

import time
import uuid


class SctEvent:
    severity = "NORMAL"

    def __init__(self, severity=None):
        self.severity = severity or self.severity
        self.event_id = str(uuid.uuid4())
        self.event_timestamp = time.time()

    def publish(self):
        self.event_timestamp = time.time()


class DisruptionEvent(SctEvent):
    """Lasts from the beginning of a nemesis to its end."""

    def __init__(self, nemesis_name, node):
        super().__init__()
        self.nemesis_name = nemesis_name
        self.node = str(node)
        self.errors = []
        self.full_traceback = ""
        self.skip_reason = ""

    def add_error(self, errors):
        self.severity = "ERROR"
        self.errors += errors

    def skip(self, reason):
        self.skip_reason = reason

    def __enter__(self):
        self.publish()
        return self

    def __exit__(self, *exc):
        self.publish()


class TestFrameworkEvent(SctEvent):
    severity = "ERROR"

    def __init__(self, source, source_method, exception):
        super().__init__()
        self.source = source
        self.source_method = source_method
        self.exception = exception
