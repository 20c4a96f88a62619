import { expect, it } from "vitest";
import { FORM_LIFETIME_MS, formKey, openFormKey } from "./form-key.ts";

const NOW_MS = 1_790_000_000_000;

it("is opened by its holder in its time, and by nobody else", () => {
  const key = formKey("secret", "holder", NOW_MS);
  const opened = openFormKey("secret", "holder", key, NOW_MS + FORM_LIFETIME_MS);
  expect(opened).toMatchObject({ madeMs: NOW_MS, key: expect.stringMatching(/^portal:[0-9a-f]{24}$/) });
  expect(openFormKey("secret", "holder", key, NOW_MS + FORM_LIFETIME_MS + 1)).toBeNull();
  expect(openFormKey("secret", "another", key, NOW_MS)).toBeNull();
  expect(openFormKey("other", "holder", key, NOW_MS)).toBeNull();
  for (const wrong of [undefined, "", "x", key.slice(1), `${key}A`, key.replace(".", "0.")])
    expect(openFormKey("secret", "holder", wrong, NOW_MS)).toBeNull();
  expect(formKey("secret", "holder", NOW_MS)).not.toBe(key);
});
