// How the corpus writes sets: what is shorter of ranges ("1-5,100") and a bit field in hex ("x" + bits of 1, 2, 3, …).
export function writeSet(values) {
  const ids = [...new Set(values)].sort((a, b) => a - b);
  const ranges = [];
  for (let i = 0; i < ids.length;) {
    let end = i;
    while (end + 1 < ids.length && ids[end + 1] === ids[end] + 1) {
      end++;
    }
    ranges.push(end === i ? `${ids[i]}` : `${ids[i]}-${ids[end]}`);
    i = end + 1;
  }
  const text = ranges.join(',');
  const max = ids.at(-1) ?? 0;
  if (text.length <= max / 4 + 2) {
    return text;
  }
  const bits = new Uint8Array(Math.ceil(max / 4));
  for (const id of ids) {
    bits[(id - 1) >> 2] |= 8 >> ((id - 1) & 3);
  }
  return 'x' + Array.from(bits, (digit) => digit.toString(16)).join('');
}

/** Restrictions as "purpose:type:set", joined by ";". */
export function writeRestrictions(restrictions) {
  return restrictions.map(({ purpose, type, vendors }) => `${purpose}:${type}:${writeSet(vendors)}`).join(';');
}

/** Flags 1, 2, 3, … as the set of those that are true. */
export function trueOnes(flags) {
  return flags.flatMap((flag, i) => (flag ? [i + 1] : []));
}
