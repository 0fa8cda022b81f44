// The commit log, and streams between nodes.
#include "db/commitlog.hh"

static logging::logger clog("commitlog");
static logging::logger strm("stream_session");
static logging::logger vlog("view_builder");

namespace db {

void commitlog::new_segment(uint64_t id) {
    clog.debug("Segment {} is allocated, {} MiB on disk", id, _disk >> 20);
}

void commitlog::recycled(uint64_t id) {
    clog.debug("Segment {} is recycled", id);
}

void commitlog::over_limit(size_t mib) {
    clog.info("Commit log uses {} MiB, flushing the oldest tables", mib);
}

void commitlog::replayed(size_t count) {
    clog.info("Replayed {} mutations from {} segments, {} skipped", count, _segments, _skipped);
}

void streams::sent(uuid plan, size_t bytes) {
    strm.info("[Stream {}] sent {} KiB to {}", plan, bytes >> 10, _peer);
}

void streams::broken(uuid plan) {
    strm.warn("[Stream {}] connection to {} is closed, the plan is tried again", plan, _peer);
}

void views::built(std::string_view name) {
    vlog.info("View {}.{} is built up to token {}", "keyspace_load", name, _token);
}

}
