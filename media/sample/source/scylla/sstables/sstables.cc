// Files of sorted rows: open, write, seal, remove.
#include "sstables/sstables.hh"

static logging::logger sstlog("sstable");
static logging::logger large("large_data");

namespace sstables {

future<> sstable::seal() {
    co_await flush_components();
    sstlog.debug("SSTable {} is sealed, {} MiB, level {}", _path, _bytes >> 20, _level);
}

future<> sstable::load() {
    sstlog.debug("SSTable {} is loaded with {} partitions", _path, _partitions);
    co_return;
}

future<> sstable::remove() {
    sstlog.debug("SSTable {} is removed after compaction", _path);
    co_return;
}

void sstable::large_partition(size_t bytes) {
    large.warn("Writing large partition {}.{}: {} bytes to {}", _keyspace, _table, bytes, _name);
}

void sstable::missing_toc(std::string_view folder) {
    sstlog.error("No TOC component in {}: the incomplete sstable is ignored", folder);
}

void sstable::bloom_filter_rebuilt(size_t from, size_t to) {
    sstlog.info("Bloom filter of {} rebuilt: {} to {} bytes", _name, from, to);
}

void sstable::index_cache(size_t hits) {
    sstlog.debug("Index cache: {} hits, {} bytes used", hits, _cache_bytes);
}

}
