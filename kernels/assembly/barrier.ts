// Where threads meet between two steps: nobody goes on before everybody has come.

/** How often a thread looks before it goes to sleep. */
const LOOKS: i32 = 2000;

/** Waits until `threads` threads have called. `barrier` points at two words: how many have come, and how many meetings there were. */
export function meet(threads: i32, barrier: usize): void {
  const meeting = atomic.load<i32>(barrier, 4);
  if (atomic.add<i32>(barrier, 1) + 1 == threads) {
    atomic.store<i32>(barrier, 0);
    atomic.add<i32>(barrier, 1, 4);
    atomic.notify(barrier + 4, threads);
    return;
  }
  for (let look = 0; look < LOOKS; ++look) if (atomic.load<i32>(barrier, 4) != meeting) return;
  while (atomic.load<i32>(barrier, 4) == meeting) atomic.wait<i32>(barrier + 4, meeting, -1);
}
