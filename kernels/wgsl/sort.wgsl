// One pass of a radix sort: reorders pairs (key, payload) by four bits of the key and keeps the order of equal ones.

struct Parameters {
  count: u32,
  tiles: u32,
  shift: u32,
  /// 1 in the first pass, whose payloads are the positions themselves.
  isFirst: u32,
}

const THREADS = 128u;
const ITEMS = 16u;
const TILE = 2048u;
const DIGITS = 16u;

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> keys: array<u32>;
/// [digit][tile]: how many keys of the tile have the digit; `scatter` expects the prefix sums.
@group(0) @binding(2) var<storage, read_write> histogram: array<u32>;
@group(0) @binding(3) var<storage, read> payloads: array<u32>;
@group(0) @binding(4) var<storage, read_write> sortedKeys: array<u32>;
@group(0) @binding(5) var<storage, read_write> sortedPayloads: array<u32>;

/// [digit][thread]: how many of the thread's keys have the digit, then where they go within the tile.
var<workgroup> counters: array<u32, 2048>;
var<workgroup> sums: array<u32, 128>;
var<workgroup> bases: array<u32, 16>;

fn digitOf(key: u32) -> u32 {
  return extractBits(key, parameters.shift, 4u);
}

/// Fills `counters` with the places of each thread's digits in the sorted tile: threads take consecutive keys, so order is kept.
fn placeDigits(tile: u32, local: u32) {
  for (var digit = 0u; digit < DIGITS; digit++) { counters[digit * THREADS + local] = 0u; }
  let first = tile * TILE + local * ITEMS;
  for (var i = first; i < min(first + ITEMS, parameters.count); i++) { counters[digitOf(keys[i]) * THREADS + local]++; }
  workgroupBarrier();
  var own = 0u;
  for (var i = 0u; i < ITEMS; i++) { own += counters[local * ITEMS + i]; }
  sums[local] = own;
  for (var reach = 1u; reach < THREADS; reach *= 2u) {
    workgroupBarrier();
    var sum = sums[local];
    if (local >= reach) { sum += sums[local - reach]; }
    workgroupBarrier();
    sums[local] = sum;
  }
  workgroupBarrier();
  var place = sums[local] - own;
  for (var i = 0u; i < ITEMS; i++) {
    let count = counters[local * ITEMS + i];
    counters[local * ITEMS + i] = place;
    place += count;
  }
  workgroupBarrier();
}

@compute @workgroup_size(128)
fn count(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let tile = group.x + group.y * groups.x;
  placeDigits(tile, local);
  if (local >= DIGITS || tile >= parameters.tiles) { return; }
  var end = min(TILE, parameters.count - tile * TILE);
  if (local + 1u < DIGITS) { end = counters[(local + 1u) * THREADS]; }
  histogram[local * parameters.tiles + tile] = end - counters[local * THREADS];
}

@compute @workgroup_size(128)
fn scatter(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let tile = group.x + group.y * groups.x;
  placeDigits(tile, local);
  if (local < DIGITS && tile < parameters.tiles) { bases[local] = histogram[local * parameters.tiles + tile] - counters[local * THREADS]; }
  workgroupBarrier();
  let first = tile * TILE + local * ITEMS;
  for (var i = first; i < min(first + ITEMS, parameters.count); i++) {
    let key = keys[i];
    let digit = digitOf(key);
    let counter = digit * THREADS + local;
    let place = bases[digit] + counters[counter];
    counters[counter]++;
    sortedKeys[place] = key;
    sortedPayloads[place] = select(payloads[i], i, parameters.isFirst == 1u);
  }
}
