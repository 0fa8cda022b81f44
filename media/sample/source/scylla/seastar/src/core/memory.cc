// Memory of a shard: small pools, large spans.
#include "core/memory.hh"

static logging::logger mlog("seastar_memory");

namespace seastar::memory {

future<buffers> allocate_large(size_t bytes) {
    if (bytes > large_allocation_threshold) {
        warn_large_allocation(bytes);
    }
    return allocate_span(bytes);
}

void warn_large_allocation(size_t bytes) {
    mlog.warn("oversized allocation: {} bytes. This may fragment memory and raise latency. At:", bytes);
    print_backtrace();
}

span* cpu_pages::allocate_span(size_t bytes) {
    auto s = find_free(bytes);
    if (!s && !grow_outside_of_shard(bytes)) {
        mlog.error("Failed to allocate {} bytes, {} of {} MiB in use", bytes, used() >> 20, total() >> 20);
        throw std::bad_alloc();
    }
    return s;
}

}
