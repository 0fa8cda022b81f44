// The consensus group that keeps topology and schema.
#include "raft/server.hh"

static logging::logger rlog("raft");
static logging::logger mlog("migration_manager");

namespace raft {

void server::become_leader(term_t term) {
    rlog.info("[group 0] became leader in term {}", term);
}

void server::follow(term_t term, server_id leader) {
    rlog.info("[group 0] follows leader {} in term {}", leader, term);
}

void server::snapshot(index_t index) {
    rlog.debug("[group 0] took snapshot at index {}, log has {} entries", index, _log.size());
}

void server::heartbeat_lost(server_id id) {
    rlog.warn("[group 0] no reply to append entries from {} since {} ms", id, _silence);
}

void server::slow_apply(index_t index) {
    rlog.warn("[group 0] applying entry {} took {} ms", index, _took);
}

void server::schema_changed(uuid version) {
    mlog.info("Schema version changed to {}", version);
}

void server::schema_pull(endpoint from, uuid version) {
    mlog.info("Requesting schema pull from {} for version {}", from, version);
}

}
