/**
 * Something kept with an object for as long as the object lives, like the value of a WeakMap. It lies in the object
 * itself: with thousands of keys that are asked for at every keystroke, looking them up in a table costs more than what
 * is kept saves, and the table grows with all keys that come and go between two runs of the garbage collector.
 * Copies of the object do not have it.
 */
export class Attachment<Key extends object, Value> {
  private readonly name = Symbol('attachment');

  get(key: Key): Value | undefined {
    return (key as Record<symbol, Value | undefined>)[this.name];
  }

  set(key: Key, value: Value): void {
    if (this.name in key) (key as Record<symbol, Value>)[this.name] = value;
    else Object.defineProperty(key, this.name, { value, writable: true, enumerable: false });
  }
}
