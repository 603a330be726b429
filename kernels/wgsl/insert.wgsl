// Gathers all corners that lie on one vertex in one slot of a hash table, which in the end holds the lowest of them.
//
// A slot holds a corner's number and nothing else, and the simplices were written by an earlier dispatch: so whatever a slot shows,
// its coordinates can be read. That needs no lock and no order between atomics, which WGSL does not promise.

struct Parameters { corners: u32, capacity: u32 }

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> simplices: array<u32>;
@group(0) @binding(2) var<storage, read_write> table: array<atomic<u32>>;
/// For each corner the slot of its vertex.
@group(0) @binding(3) var<storage, read_write> slots: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn insert(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let corner = threadIndex(group, groups, local);
  if (corner >= parameters.corners) { return; }
  var key = cornerKey(corner);
  let remainder = corner % CORNERS;
  var slot = hash(&key) % parameters.capacity;
  loop {
    var held = atomicLoad(&table[slot]);
    if (held == EMPTY) {
      let claim = atomicCompareExchangeWeak(&table[slot], EMPTY, corner);
      if (claim.exchanged) { break; }
      held = claim.old_value;
    }
    if (held != EMPTY) {
      if (isOn(held, &key, remainder)) {
        if (corner < held) { atomicMin(&table[slot], corner); }
        break;
      }
      slot = select(slot + 1u, 0u, slot + 1u == parameters.capacity);
    }
  }
  slots[corner] = slot;
}
