"""Events of the health check."""

from sdcm.sct_events.system import SctEvent


class ClusterHealthValidatorEvent(SctEvent):
    class NodeStatus(SctEvent):
        severity = "CRITICAL"

        def __init__(self, severity, node, error):
            super().__init__(severity)
            self.node = node
            self.error = error
