import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareVersions, isNewerRelease, newestRelease, parseVersion } from "./release-order.ts";

const never = () => null;
const inOrder = (releases: string[]) => (release: string) => {
  const at = releases.indexOf(release);
  return at < 0 ? null : at;
};

describe("the order of releases", () => {
  test("is that of Semantic Versioning's own example, whatever the order of sightings", () => {
    const order = ["alpha", "alpha.1", "alpha.beta", "beta", "beta.2", "beta.11", "rc.1"].map((rc) => `1.0.0-${rc}`);
    const releases = [...order, "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0"];
    const random = fc.sample(fc.shuffledSubarray(releases, { minLength: releases.length }), 20);
    for (const shuffled of random) {
      const sorted = shuffled.toSorted((a, b) => (isNewerRelease(a, b, inOrder(shuffled)) ? 1 : -1));
      expect(sorted).toEqual(releases);
      expect(newestRelease(shuffled)).toBe("2.0.0");
    }
  });

  test("tells builds of one version apart by their number", () => {
    expect(isNewerRelease("app@1.0.0+43", "app@1.0.0+42", never)).toBe(true);
    expect(isNewerRelease("app@1.0.0+9", "app@1.0.0+42", never)).toBe(false);
  });

  test("takes two to four numbers for a version, with or without a product and a v", () => {
    for (const name of ["1.2", "1.2.3", "1.2.3.4", "v1.2.3", "shop@1.2.3", "@acme/shop@1.2.3"]) {
      expect(parseVersion(name), name).not.toBeNull();
    }
    for (const name of ["7", "1.2.3.4.5", "a1b2c3d", "2026-11-22", "shop@", "1.2.x"]) {
      expect(parseVersion(name), name).toBeNull();
    }
    const [long, short] = [parseVersion("1.2.0"), parseVersion("1.2")];
    expect(long && short && compareVersions(long, short)).toBe(0);
  });

  test("is that of first sightings when a name is no version or of another product; the unseen is the newest", () => {
    const seen = inOrder(["c0ffee", "abcdef", "shop@9.0.0", "admin@1.0.0"]);
    expect(isNewerRelease("abcdef", "c0ffee", seen)).toBe(true);
    expect(isNewerRelease("c0ffee", "abcdef", seen)).toBe(false);
    expect(isNewerRelease("admin@1.0.0", "shop@9.0.0", seen)).toBe(true);
    expect(isNewerRelease("unseen", "abcdef", seen)).toBe(true);
    expect(isNewerRelease("abcdef", "unseen", seen)).toBe(false);
    expect(isNewerRelease("unseen", "unseen-too", seen)).toBe(false);
  });

  test("makes the newest of a project the last one seen, or that product's highest version", () => {
    expect(newestRelease([])).toBeNull();
    expect(newestRelease(["1.0.0", "c0ffee"])).toBe("c0ffee");
    expect(newestRelease(["shop@2.0.0", "admin@9.0.0", "shop@1.9.1"])).toBe("shop@2.0.0");
  });
});
