const LOW_SEED = 0x811c9dc5;
const HIGH_SEED = 0x2f0b4a27;
const LOW_PRIME = 0x01000193;
const HIGH_PRIME = 0x85ebca77;
const HIGH_BITS = 0x001fffff;

/**
 * A 53-bit hash of a text, spread evenly over the safe integers. Fast and stable, for counting and sampling; it is no
 * protection against someone who wants two texts to collide.
 */
export function hashText(text: string): number {
  let low = LOW_SEED;
  let high = HIGH_SEED;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, LOW_PRIME);
    high = Math.imul(high ^ unit, HIGH_PRIME);
  }
  const mixedLow = mix(low ^ mix(high));
  const mixedHigh = mix(high ^ mix(mixedLow + text.length));
  return (mixedHigh & HIGH_BITS) * 0x1_0000_0000 + (mixedLow >>> 0);
}

/** Lets every input bit change every output bit (the finalizer of MurmurHash3, public domain). */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
