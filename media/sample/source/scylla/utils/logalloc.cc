// The log-structured allocator: memory of cache and memtables in segments that can be moved and evicted.
#include "utils/logalloc.hh"

static logging::logger llog("lsa");

namespace logalloc {

size_t tracker::reclaim(size_t bytes) {
    llog.debug("Reclaim of {} bytes evicted {} cache rows in {} us", bytes, _evicted, _took);
    if (free_bytes() < _reserve) {
        report_pressure();
    }
    return _evicted;
}

void tracker::report_pressure() {
    llog.warn("Memory pressure: {} MiB free, below the reserve of {} MiB, {} regions cannot be evicted", free_bytes() >> 20, _reserve >> 20, _pinned);
}

void tracker::reserve_failed(size_t segments) {
    llog.warn("Segment reserve cannot be refilled: wanted {}, got {}; dirty memory {} MiB", segments, _got, _dirty >> 20);
}

void tracker::compacted(size_t segments) {
    llog.debug("Compacted {} segments, occupancy {}%", segments, _occupancy);
}

void tracker::oom_dump() {
    llog.error("Eviction found nothing more to free: {} MiB used by reads, {} MiB by compaction buffers", _reads >> 20, _buffers >> 20);
}

}
