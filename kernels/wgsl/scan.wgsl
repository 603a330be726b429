// Exclusive prefix sums, a tile of 2,048 words a workgroup. Sums of tiles are summed the same way, level by level.

struct Parameters {
  count: u32,
  /// 1 where all words lie in one tile, which nothing comes before.
  isOnly: u32,
}

const ITEMS = 8u;
const TILE = 2048u;

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read_write> words: array<u32>;
/// `sumTiles` writes the tiles' sums; `scanTiles` expects their prefix sums.
@group(0) @binding(2) var<storage, read_write> tiles: array<u32>;

var<workgroup> sums: array<u32, 256>;

/// Sum of this thread's eight words.
fn ownSum(first: u32) -> u32 {
  var sum = 0u;
  for (var i = first; i < min(first + ITEMS, parameters.count); i++) { sum += words[i]; }
  return sum;
}

/// Inclusive prefix sums of the workgroup's threads, in `sums`.
fn scanThreads(local: u32, own: u32) {
  sums[local] = own;
  for (var reach = 1u; reach < 256u; reach *= 2u) {
    workgroupBarrier();
    var sum = sums[local];
    if (local >= reach) { sum += sums[local - reach]; }
    workgroupBarrier();
    sums[local] = sum;
  }
  workgroupBarrier();
}

@compute @workgroup_size(256)
fn sumTiles(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let tile = group.x + group.y * groups.x;
  scanThreads(local, ownSum(tile * TILE + local * ITEMS));
  if (local == 255u && tile * TILE < parameters.count) { tiles[tile] = sums[255]; }
}

@compute @workgroup_size(256)
fn scanTiles(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let tile = group.x + group.y * groups.x;
  let first = tile * TILE + local * ITEMS;
  let own = ownSum(first);
  scanThreads(local, own);
  if (first >= parameters.count) { return; }
  var sum = sums[local] - own;
  if (parameters.isOnly == 0u) { sum += tiles[tile]; }
  for (var i = first; i < min(first + ITEMS, parameters.count); i++) {
    let word = words[i];
    words[i] = sum;
    sum += word;
  }
}
