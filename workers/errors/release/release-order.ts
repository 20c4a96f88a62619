/** A release's version: what stands before `@`, up to four numbers, what follows `-`, what follows `+`. */
export interface Version {
  product: string;
  numbers: number[];
  prerelease: string[];
  build: string[];
}

const VERSION = /^(?:(.+)@)?v?(\d{1,15}(?:\.\d{1,15}){1,3})(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;

/** The version that a release is named by, `shop@1.2.3-rc.1+42`; null when the name is none. */
export function parseVersion(release: string): Version | null {
  const [, product = "", numbers, prerelease, build] = VERSION.exec(release) ?? [];
  if (numbers === undefined) return null;
  return {
    product,
    numbers: numbers.split(".").map(Number),
    prerelease: prerelease?.split(".") ?? [],
    build: build?.split(".") ?? [],
  };
}

/**
 * Negative when the first is older. As Semantic Versioning 2.0.0 section 11 orders them; of two builds of one version the one whose
 * build number is higher is newer, as apps for phones are numbered.
 */
export function compareVersions(a: Version, b: Version): number {
  for (let i = 0; i < Math.max(a.numbers.length, b.numbers.length); i += 1) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0) {
    const difference = b.prerelease.length - a.prerelease.length;
    if (difference !== 0) return difference;
  }
  return compareParts(a.prerelease, b.prerelease) || compareParts(a.build, b.build);
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const difference = comparePart(a[i] ?? "", b[i] ?? "");
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Numbers by value and before words, words by their letters. */
function comparePart(a: string, b: string): number {
  const [numberA, numberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (numberA && numberB) return Number(a) - Number(b);
  if (numberA !== numberB) return numberA ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

/** When a release was first seen, as a number that grows; null for one that was never seen. */
export type FirstSeen = (release: string) => number | null;

/**
 * Whether a release is newer than another: by version when both are versions of one product, else by when they were first seen. What
 * was never seen is newer than what was.
 */
export function isNewerRelease(release: string, than: string, firstSeen: FirstSeen): boolean {
  const [a, b] = [parseVersion(release), parseVersion(than)];
  if (a !== null && b !== null && a.product === b.product) return compareVersions(a, b) > 0;
  const never = Number.POSITIVE_INFINITY;
  return (firstSeen(release) ?? never) > (firstSeen(than) ?? never);
}

/** The newest of a project's releases, given in the order in which they were first seen; null when there is none. */
export function newestRelease(releases: readonly string[]): string | null {
  const last = releases.at(-1);
  if (last === undefined) return null;
  const version = parseVersion(last);
  if (version === null) return last;
  let newest = { release: last, version };
  for (const release of releases) {
    const other = parseVersion(release);
    if (other === null || other.product !== version.product) continue;
    if (compareVersions(other, newest.version) > 0) newest = { release, version: other };
  }
  return newest.release;
}
