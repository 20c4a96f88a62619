import fc from "fast-check";
import { expect, it } from "vitest";
import { newSealingKey, seal, unseal } from "./sealing.ts";

it("opens by its key and about the same thing only, and no bit of it may change", () => {
  const key = newSealingKey();
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), fc.nat(), (text, about, at) => {
      const sealed = seal(key, text, about);
      expect(unseal(key, sealed, about)).toBe(text.toWellFormed());
      expect(unseal(newSealingKey(), sealed, about)).toBeNull();
      expect(unseal(key, sealed, `${about}.`)).toBeNull();
      const bytes = Buffer.from(sealed, "base64");
      const bit = at % (bytes.length * 8);
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(unseal(key, bytes.toString("base64"), about)).toBeNull();
    }),
  );
  expect(unseal(key, "", "")).toBeNull();
});
