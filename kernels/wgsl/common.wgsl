// Before every shader: the index of a thread in a dispatch that may have been folded into two dimensions, and rows of values.
//
// The host writes these constants in front of this text: WORKGROUP, the threads of a workgroup; D, the dimensions of the feature
// space; CORNERS = D + 1; QUADS, how many groups of four classes one row of values holds;
// ROWS, rows of a workgroup that takes them whole; HALF, whether rows are half precision.

fn threadIndex(group: vec3u, groups: vec3u, local: u32) -> u32 {
  return (group.x + group.y * groups.x) * WORKGROUP + local;
}
