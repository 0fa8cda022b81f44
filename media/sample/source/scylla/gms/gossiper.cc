// Who is alive: every node tells a few others once a second what it knows.
#include "gms/gossiper.hh"

static logging::logger glog("gossip");

namespace gms {

void gossiper::convict(endpoint ep, double phi) {
    glog.warn("Failure detector: no heartbeat of {} for {} ms, it is suspected to be down", ep, phi);
}

void gossiper::mark_dead(endpoint ep) {
    glog.info("Node {} is now DOWN, status = {}", ep, status_of(ep));
}

void gossiper::mark_alive(endpoint ep) {
    glog.info("Node {} is now UP, status = {}", ep, status_of(ep));
}

void gossiper::apply_state(endpoint ep, int generation) {
    glog.debug("Applied state of {} with generation {} and version {}", ep, generation, version_of(ep));
}

future<> gossiper::send_syn(endpoint ep) {
    try {
        co_await _messaging.gossip_syn(ep);
    } catch (const timed_out_error&) {
        glog.warn("Gossip SYN to {} timed out after {} ms", ep, 5000);
    }
}

void gossiper::shadow_round() {
    glog.info("Gossip shadow round done with {} nodes", _known.size());
}

void gossiper::slow_round(int ms) {
    glog.warn("Gossip round took {} ms, more than its interval", ms);
}

}
