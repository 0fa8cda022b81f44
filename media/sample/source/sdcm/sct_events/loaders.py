"""Events of the load."""

from sdcm.sct_events.system import DisruptionEvent, SctEvent


class CassandraStressEvent(DisruptionEvent):
    """Lasts as long as the stress command runs."""

    def __init__(self, node, stress_cmd):
        super().__init__(nemesis_name=None, node=node)
        self.stress_cmd = stress_cmd


class CassandraStressLogEvent(SctEvent):
    class OperationOnKey(SctEvent):
        severity = "CRITICAL"

        def __init__(self, node, line, line_number):
            super().__init__()
            self.node = str(node)
            self.line = line
            self.line_number = line_number
