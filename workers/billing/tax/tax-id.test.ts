import { expect, it } from "vitest";
import { readTaxId } from "./tax-id.ts";

it.each([
  ["DE136695976", "DE", "DE", "136695976"],
  ["de 136.695.976", "DE", "DE", "136695976"],
  ["ATU10223006", "AT", "AT", "U10223006"],
  ["FR40303265045", "FR", "FR", "40303265045"],
  ["EL094259216", "GR", "EL", "094259216"],
  ["IE6433435F", "IE", "IE", "6433435F"],
  ["NL004495445B01", "NL", "NL", "004495445B01"],
  ["XI980780684", "GB", "XI", "980780684"],
])("reads %s as one of %s that VIES knows under %s", (written, state, country, number) =>
  expect(readTaxId(written)).toMatchObject({ ok: true, value: { state, vies: { country, number } } }),
);

it.each([
  ["GB980780684", "GB"],
  ["CHE-116.281.710 MWST", "CH"],
  ["NO974760673MVA", "NO"],
])("reads %s of %s, which VIES does not know", (written, state) => {
  const read = readTaxId(written);
  expect(read).toMatchObject({ ok: true, value: { state, vies: null } });
});

it.each(["", "DE", "DE136695977", "136695976", "FR00303265045", "ZZ123456789", "XI123", `DE${"1".repeat(39)}`])(
  "refuses %s",
  (written) => expect(readTaxId(written)).toMatchObject({ ok: false, reason: "tax-id-malformed" }),
);
