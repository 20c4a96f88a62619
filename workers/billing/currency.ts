/** ISO 4217's circulating currencies by the digits of their minor unit, funds and metals left out. Intl's digits are those of cash and differ. */
const BY_MINOR_DIGITS: Record<number, string> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
  2:
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP " +
    "CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES " +
    "KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK " +
    "NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB " +
    "TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
  3: "BHD IQD JOD KWD LYD OMR TND",
};

const MINOR_DIGITS: ReadonlyMap<string, number> = new Map(
  Object.entries(BY_MINOR_DIGITS).flatMap(([digits, codes]) =>
    codes.split(" ").map((code) => [code, Number(digits)] as const),
  ),
);

/** All currencies that can be billed in, by their ISO 4217 codes, in the order of the alphabet. */
export const CURRENCIES: readonly string[] = [...MINOR_DIGITS.keys()].sort();

/** Whether it is a currency that can be billed in. */
export function isCurrency(code: string): boolean {
  return MINOR_DIGITS.has(code);
}

/** The decimal places of a currency's minor unit. Throws for a code that the edge should not have let in. */
export function minorDigits(currency: string): number {
  const digits = MINOR_DIGITS.get(currency);
  if (digits === undefined) throw new RangeError(`not a currency: ${currency}`);
  return digits;
}
