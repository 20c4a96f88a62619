import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_PARAMETERIZED_LENGTH, parameterize } from "./parameterize.ts";

const DATES = [
  "Mon, 02 Jan 2006 15:04:05 -0700",
  "Mon Jan 02, 1999",
  "Jan 02, 1999",
  "Monday, 02-Jan-06 15:04:05 MST",
  "2006-01-02T15:04:05Z",
  "2006-01-02T15:04:05.999999+07:00",
  "Mon Jan 02 2006 15:04:05 GMT-0700 (Mountain Standard Time)",
  "2006-01-02 15:04:05.123+02:00",
  "20060102T150405Z",
  "2006-01-02 15:04",
  "3:04 PM",
  "3:04pm",
  "15:04",
  "15:04:05",
  "2006-01-02",
  "Mon Jan  2 15:04:05 2006",
  "2 Jan 2006 15:04 GMT",
  "datetime.datetime(2006, 1, 2, 15, 4, 5)",
];

describe("parameterize", () => {
  it.each([
    ["email", ["ada@example.org", "first.last+tag@mail.example"]],
    ["url", ["https://shop.example/cart?id=1", "wss://shop.example/socket", "ftp://files.example"]],
    ["hostname", ["db-1.shop.com", "WWW.SHOP.COM"]],
    ["mac", ["00:1a:2b:3c:4d:5e", "aa-bb-cc-dd-ee-ff"]],
    ["ip", ["10.0.0.1", "255.255.255.255", "::1", "fe80::1", "2001:db8:0:0:1:0:0:1"]],
    ["traceparent", [`00-${"a1".repeat(16)}-${"b2".repeat(8)}-01`, `1-5759e988-${"a1".repeat(12)}`]],
    ["uuid", ["6ba7b810-9dad-11d1-80b4-00c04fd430c8", "ABCDEFAB-CDEF-ABCD-EFAB-CDEFABCDEFAB"]],
    ["sha1", ["da39a3ee5e6b4b0d3255bfef95601890afd80709", "a".repeat(40)]],
    ["md5", ["d41d8cd98f00b204e9800998ecf8427e", "f".repeat(32)]],
    ["date", DATES],
    ["duration", ["12ms", "1.5s", "3s"]],
    ["swift_txn_id", ["tx0123456789abcdef01234-0123456789-cluster"]],
    ["hex", ["0xDEADBEEF", "0x1", "a1b2", "A1B2C3", "cafebabe01", "123456789"]],
    ["git_sha", ["a1b2c3d"]],
    ["float", ["1.5", "-0.25"]],
    ["int", ["0", "42", "-7", "1234567"]],
  ])("takes %s for what it is", (name, texts) => {
    for (const text of texts) expect(parameterize(`left ${text} right`)).toBe(`left <${name}> right`);
  });

  it("takes quoted text and truth values only right of an equals sign", () => {
    expect(parameterize(`name='Ada L' city="Rome" paid=true open=False`)).toBe(
      "name=<quoted_str> city=<quoted_str> paid=<bool> open=<bool>",
    );
    expect(parameterize("reading 'x' is true")).toBe("reading 'x' is true");
  });

  it("leaves words alone", () => {
    for (const text of ["defaced facade", "Cart::total failed", "utf8 h264 x86", "well-known", "See file.ts."]) {
      expect(parameterize(text)).toBe(text);
    }
  });

  it("does not take a dash between words for a minus", () => {
    expect(parameterize("job-7 of -7")).toBe("job-<int> of <int>");
  });

  it("replaces every part of a text", () => {
    expect(parameterize("user 42 at 10.0.0.1:8080 after 3s")).toBe("user <int> at <ip>:<int> after <duration>");
  });

  it("searches every text in which there is something to find", () => {
    const plain = fc.string({ unit: fc.constantFrom(..."abcdefAFxyzms-. "), maxLength: 80 });
    fc.assert(
      fc.property(plain, (text) => {
        // The equals sign alone makes the text worth a search, and is no part of any match.
        expect(parameterize(text)).toBe(parameterize(`${text} =`).slice(0, -2));
      }),
      { numRuns: 1_000 },
    );
  });

  it("leaves a text past the limit as it is", () => {
    const text = `${"x".repeat(MAX_PARAMETERIZED_LENGTH - 3)} 42`;
    expect(parameterize(text)).toBe(text.replace("42", "<int>"));
    expect(parameterize(`x${text}`)).toBe(`x${text}`);
  });

  it("takes no text for longer than a few milliseconds", () => {
    const hostile = ["a", "1", "a.", "a@", "1:", ":", "-", "='", "Jan ", "a1 ", "datetime.datetime(", "f-"];
    for (const part of hostile) {
      const text = part.repeat(MAX_PARAMETERIZED_LENGTH).slice(0, MAX_PARAMETERIZED_LENGTH - 2);
      const start = performance.now();
      parameterize(`${text}@1`);
      expect(performance.now() - start, part).toBeLessThan(250);
    }
  });
});
