import { expect, test } from "vitest";
import { formOf, settingsOf } from "./settings-form.ts";

const SETTINGS = {
  scrubFields: ["ssn", "iban"],
  safeFields: [],
  scrubDefaults: true,
  storeIpAddresses: false,
  allowedOrigins: ["*.example.com"],
  retentionDays: 90,
  maxEvents: 1_000_000,
};

test("settings come back from their form as they were", () => {
  expect(settingsOf(formOf("Web", SETTINGS))).toEqual(SETTINGS);
});

test("blank lines and doubles fall away", () => {
  expect(settingsOf({ ...formOf("Web", SETTINGS), scrubFields: " ssn \n\nssn\niban" }).scrubFields).toEqual([
    "ssn",
    "iban",
  ]);
});
