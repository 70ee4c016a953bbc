// A seeded generator (mulberry32): the same corpus on every machine.
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** An integer from `from` to `to`, both included. */
  integer(from, to) {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(values) {
    return values[this.integer(0, values.length - 1)];
  }

  /** Those of 1..width that a coin of this probability picks. */
  some(width, probability) {
    return Array.from({ length: width }, (_, i) => i + 1).filter(() => this.chance(probability));
  }

  /** Vendor ids: none, the edges of the number, few, scattered or in blocks. */
  vendors() {
    switch (this.integer(0, 9)) {
      case 0: return [];
      case 1: return this.pick([[1], [1, 65535], [65535], [2, 65534], [65533, 65534, 65535], [1, 2, 3]]);
      case 2: return this.some(this.integer(1, 30), 0.5);
      case 3: return this.some(this.integer(31, 160), 0.5);
      case 4: return this.some(this.integer(160, 1300), 0.02);
      case 5: return this.some(this.integer(160, 1300), 0.97);
      default: {
        const ids = [];
        let id = 0;
        for (let blocks = this.integer(1, 12); blocks > 0; blocks--) {
          id += this.integer(2, 120);
          for (let size = this.pick([1, 1, 2, 3, this.integer(4, 60)]); size > 0; size--) {
            ids.push(id++);
          }
        }
        return ids;
      }
    }
  }

  /** Midnight of a day that a string may be from, or an edge of the number. */
  date() {
    if (this.chance(0.03)) {
      return new Date(this.pick([0, 100, (2 ** 36 - 1) * 100, 1696031999900, 1696118400000]));
    }
    const day = 86400000;
    return new Date(Math.floor(Date.UTC(2020, 7, 15) / day + this.integer(0, 2600)) * day);
  }
}
