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
    ["url", ["https://shop.example/cart?id=1", "wss://shop.example/socket", "tcp://ada:secret@db.example:5432"]],
    ["hostname", ["db-1.shop.com", "WWW.SHOP.COM"]],
    [
      "mac_addr",
      ["00:1a:2b:3c:4d:5e", "aa-bb-cc-dd-ee-ff", "aa bb cc dd ee ff", "aabb.ccdd.eeff", "10:20:30:40:50:60"],
    ],
    [
      "ip",
      [
        "10.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "2001:db8:0:0:1:0:0:1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
      ],
    ],
    ["traceparent", [`00-${"a1".repeat(16)}-${"b2".repeat(8)}-01`, `1-5759e988-${"a1".repeat(12)}`]],
    ["uuid", ["6ba7b810-9dad-11d1-80b4-00c04fd430c8", "ABCDEFAB-CDEF-ABCD-EFAB-CDEFABCDEFAB"]],
    ["sha1", ["da39a3ee5e6b4b0d3255bfef95601890afd80709", "a".repeat(40)]],
    ["md5", ["d41d8cd98f00b204e9800998ecf8427e", "f".repeat(32)]],
    ["date", DATES],
    ["duration", ["12ms", "1.5s", "3s"]],
    ["swift_txn_id", ["tx0123456789abcdef01234-0123456789-cluster"]],
    ["hex", ["0xDEADBEEF", "0x1", "a1b2", "A1B2C3", "-a1b2", "cafebabe01", "deadbeef", "123456789", "b0".repeat(64)]],
    ["git_sha", ["a1b2c3d"]],
    ["random_id", ["k9Mtd2gDcgG", "k9mtd2gdcgg", "a1B2", "9zK4q"]],
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
    const words = [
      "defaced facade",
      "Cart::total failed",
      "utf8 h264 x86",
      "well-known",
      "See file.ts.",
      "Bee::buzz()",
    ];
    for (const text of [...words, "some.module.path", "dogNumber1 bball4lyfe h2o2", "a ::: b"]) {
      expect(parameterize(text)).toBe(text);
    }
  });

  it("has more than two or four numbers between dots for a version, not for a float or an address", () => {
    expect(parameterize("1.2 and 1.2.3 and 1.2.3.4 and 1.2.3.4.5")).toBe(
      "<float> and <int>.<int>.<int> and <ip> and <int>.<int>.<int>.<int>.<int>",
    );
  });

  it("gives what one kind declines to the others", () => {
    expect(parameterize("config.yaml line 3")).toBe("config.yaml line <int>");
    expect(parameterize("11:21:99")).toBe("<int>:<int>:<int>");
    expect(parameterize("cafe:babe:1f2f")).toBe("cafe:babe:<hex>");
  });

  it("ends a word at an underscore, beside ids and numbers", () => {
    expect(parameterize("bundle_a1b2c3.js img_k9Mtd2gDcgG.jpg row_42_x")).toBe(
      "bundle_<hex>.js img_<random_id>.jpg row_<int>_x",
    );
  });

  it("leaves the end of a sentence out of a URL", () => {
    expect(parameterize("see https://shop.example/a.b, or 'http://shop.example'")).toBe("see <url>, or '<url>'");
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

  it("reads digits, letters and white space of every script as Python does", () => {
    expect(parameterize("für ٤٢ Tage")).toBe("für <int> Tage");
    expect(parameterize("第42行")).toBe("第<int>行");
    expect(parameterize("é10.0.0.1 10.0.0.1é")).toBe("é<int>.<int>.<int>.<int> <int>.<int>.<int>.<int>é");
    expect(parameterize("2006-01-02\u00a015:04")).toBe("<date>");
    expect(parameterize("é https://shop.example/\ufeffx\u2003y")).toBe("é <url>\u2003y");
    expect(parameterize("2006-01-02\x1f15:04")).toBe("<date>");
  });

  it("leaves a text past the limit as it is, counted in code points", () => {
    const text = `${"x".repeat(MAX_PARAMETERIZED_LENGTH - 3)} 42`;
    expect(parameterize(text)).toBe(text.replace("42", "<int>"));
    expect(parameterize(`x${text}`)).toBe(`x${text}`);
    const wide = `${"🦡".repeat(MAX_PARAMETERIZED_LENGTH - 3)} 42`;
    expect(parameterize(wide)).toBe(wide.replace("42", "<int>"));
    expect(parameterize(`x${wide}`)).toBe(`x${wide}`);
  });

  it("takes no text for longer than a few milliseconds", () => {
    const hostile = [
      "a",
      "1",
      "a.",
      "a@",
      "1:",
      ":",
      "-",
      "='",
      "Jan ",
      "a1 ",
      "datetime.datetime(",
      "f-",
      "a-",
      "a1",
      "ab.",
      "Mon ",
      "::",
      "é",
    ];
    for (const part of hostile) {
      const text = part.repeat(MAX_PARAMETERIZED_LENGTH).slice(0, MAX_PARAMETERIZED_LENGTH - 3);
      for (const first of ["", "é"]) {
        const start = performance.now();
        parameterize(`${first}${text}@1`);
        expect(performance.now() - start, first + part).toBeLessThan(250);
      }
    }
  });
});
