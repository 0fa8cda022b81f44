/** The store: a row's shape is what whole-row questions turn on: its template, head, level and whether it continues a record. */

/** Shapes as columns by shape id. */
export interface ShapeColumns {
  readonly template: Uint32Array;
  readonly head: Uint32Array;
  readonly level: Uint8Array;
  readonly continued: Uint8Array;
}

/** What makes a shape. */
export interface Traits {
  template: number;
  head: number;
  /** Number of model/level. */
  level: number;
  /** 1 or 0. */
  continued: number;
}

/** Gives each combination an id, in order of appearance; open addressing, because it is asked once per line. */
export class Shapes {
  size = 0;
  template = new Uint32Array(1 << 10);
  head = new Uint32Array(1 << 10);
  level = new Uint8Array(1 << 10);
  continued = new Uint8Array(1 << 10);
  /** Shape id + 1 by slot; 0 is free. */
  #slots = new Uint32Array(1 << 12);

  id(traits: Traits): number {
    const { template, head, level, continued } = traits;
    const mask = this.#slots.length - 1;
    let slot = hash(traits) & mask;
    for (let found = this.#slots[slot]; found !== 0; found = this.#slots[slot]) {
      const id = found - 1;
      if (
        this.template[id] === template &&
        this.head[id] === head &&
        this.level[id] === level &&
        this.continued[id] === continued
      )
        return id;
      slot = (slot + 1) & mask;
    }
    return this.#push(slot, traits);
  }

  columns(): ShapeColumns {
    const { size } = this;
    return {
      template: this.template.subarray(0, size),
      head: this.head.subarray(0, size),
      level: this.level.subarray(0, size),
      continued: this.continued.subarray(0, size),
    };
  }

  #push(slot: number, { template, head, level, continued }: Traits): number {
    const id = this.size++;
    if (id === this.template.length) this.#widen();
    this.template[id] = template;
    this.head[id] = head;
    this.level[id] = level;
    this.continued[id] = continued;
    this.#slots[slot] = id + 1;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #widen(): void {
    const twice = <T extends Uint32Array | Uint8Array>(old: T, wide: T): T => {
      wide.set(old);
      return wide;
    };
    const length = this.template.length * 2;
    this.template = twice(this.template, new Uint32Array(length));
    this.head = twice(this.head, new Uint32Array(length));
    this.level = twice(this.level, new Uint8Array(length));
    this.continued = twice(this.continued, new Uint8Array(length));
  }

  #rehash(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let id = 0; id < this.size; id++) {
      const traits = { template: this.template[id], head: this.head[id], level: this.level[id], continued: this.continued[id] };
      let slot = hash(traits) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id + 1;
    }
  }
}

function hash({ template, head, level, continued }: Traits): number {
  const mixed = Math.imul(template, 0x9e3779b1) ^ Math.imul(head, 0x85ebca6b) ^ ((level << 1) | continued);
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 7;
}
