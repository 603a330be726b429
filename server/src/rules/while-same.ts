/** Values that are made again at every edit and kept with thousands of blocks: the blocks should share one. */

/** A function that gives the value of its last call while the new one is the same. */
export function whileSame<Value>(isSame: (a: Value, b: Value) => boolean): (value: Value) => Value {
  let last: Value | undefined;
  return (value) => {
    if (last === undefined || !isSame(last, value)) last = value;
    return last;
  };
}
