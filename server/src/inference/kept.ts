/** Values by key, of which the last asked for are kept. */
export class Kept<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly limit: number) {}

  get(key: string): Value | undefined {
    const value = this.values.get(key);
    if (value !== undefined) this.keep(key, value);
    return value;
  }

  keep(key: string, value: Value): Value {
    this.values.delete(key);
    this.values.set(key, value);
    for (const oldest of this.values.keys()) {
      if (this.values.size <= this.limit) break;
      this.values.delete(oldest);
    }
    return value;
  }

  /** The value for `key`, made where it is not kept. */
  of(key: string, make: () => Value): Value {
    return this.get(key) ?? this.keep(key, make());
  }
}
