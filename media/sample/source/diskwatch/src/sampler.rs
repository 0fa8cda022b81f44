//! Samples the disks and the memory of a node twice a minute.
use tracing::{debug, info, warn};

pub struct Sampler {
    limit_mib: u64,
}

impl Sampler {
    pub fn sample(&self, disk: &Disk, memory: &Memory) {
        debug!("disk {} at {}%, {} MB/s", disk.name, disk.used, disk.rate);
        info!("memory: {} MiB available of {} MiB", memory.available, memory.total);
        if memory.available < self.limit_mib {
            warn!("memory is short: {} MiB available, process {} holds {} MiB", memory.available, memory.biggest, memory.held);
        }
    }

    pub fn rotate(&self, file: &str) {
        info!("rotated {}", file);
    }
}

pub struct Disk {
    pub name: String,
    pub used: u8,
    pub rate: u32,
}

pub struct Memory {
    pub available: u64,
    pub total: u64,
    pub biggest: String,
    pub held: u64,
}
