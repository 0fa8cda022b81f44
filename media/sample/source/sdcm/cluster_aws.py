"""Machines in the cloud for the nodes of a cluster."""

import logging

LOGGER = logging.getLogger(__name__)


class ProvisionError(Exception):
    """The cloud did not give a machine."""


class CloudCluster:
    def __init__(self, client, params):
        self.client = client
        self.params = params

    def create_instances(self, count):
        LOGGER.info("Creating %s instances of type %s in zone %s", count, self.params["type"], self.params["zone"])
        instances = self.client.run_instances(count, self.params)
        for instance in instances:
            LOGGER.debug("Instance %s is %s, private address %s", instance.id, instance.state, instance.private_ip)
        if len(instances) < count:
            LOGGER.error("Only %s of %s instances were created", len(instances), count)
            raise ProvisionError("InsufficientInstanceCapacity")
        return instances

    def check_spot_termination(self, instance):
        notice = self.client.termination_notice(instance.id)
        LOGGER.debug("No termination notice for instance %s", instance.id)
        return notice

    def destroy(self):
        for instance in self.client.instances():
            LOGGER.info("Terminating instance %s", instance.id)
            self.client.terminate(instance.id)
        LOGGER.info("All instances of the test are terminated")
