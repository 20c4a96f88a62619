import { describe, expect, it } from "vitest";
import { contains, isPublic, parseAddress, parseRange } from "./address.ts";
import { judge, parseAllowance } from "./policy.ts";

const publicly = (text: string) => {
  const address = parseAddress(text);
  return address === null ? null : isPublic(address);
};

describe("an address", () => {
  it.each([
    ["1.1.1.1", true],
    ["8.8.8.8", true],
    ["172.15.255.255", true],
    ["172.32.0.0", true],
    ["100.63.255.255", true],
    ["2606:4700::1111", true],
    ["64:ff9b::808:808", true],
    ["2002:808:808::1", true],
    ["0.0.0.0", false],
    ["10.255.255.255", false],
    ["100.64.0.0", false],
    ["100.127.255.255", false],
    ["127.0.0.1", false],
    ["169.254.169.254", false],
    ["172.16.0.0", false],
    ["172.31.255.255", false],
    ["192.168.1.1", false],
    ["192.0.0.192", false],
    ["198.18.0.1", false],
    ["224.0.0.1", false],
    ["255.255.255.255", false],
    ["::", false],
    ["::1", false],
    ["::127.0.0.1", false],
    ["::ffff:127.0.0.1", false],
    ["::ffff:7f00:1", false],
    ["::ffff:10.0.0.1", false],
    ["::ffff:8.8.8.8", true],
    ["64:ff9b::a00:1", false],
    ["2002:7f00:1::", false],
    ["2001:0:1::", false],
    ["2001:db8::1", false],
    ["fc00::1", false],
    ["fdff:ffff::1", false],
    ["fe80::1", false],
    ["ff02::1", false],
  ])("%s is of the public internet: %s", (text, expected) => expect(publicly(text)).toBe(expected));

  it.each([
    "",
    "1.2.3",
    "1.2.3.256",
    "1.2.3.4.5",
    "01.2.3.4444",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    ":1",
    "::12345",
    "::1.2.3",
    "fe80::1%eth0",
    "[::1]",
  ])("is not what %j is", (text) => expect(parseAddress(text)).toBeNull());
});

describe("a range", () => {
  const holds = (range: string, address: string) => {
    const [parsed, one] = [parseRange(range), parseAddress(address)];
    return parsed !== null && one !== null && contains(parsed, one);
  };

  it("has the addresses that begin as it does", () => {
    expect(holds("10.0.0.0/8", "10.1.2.3")).toBe(true);
    expect(holds("10.0.0.0/8", "11.1.2.3")).toBe(false);
    expect(holds("10.0.0.7", "10.0.0.7")).toBe(true);
    expect(holds("10.0.0.7", "10.0.0.8")).toBe(false);
    expect(holds("0.0.0.0/0", "255.1.1.1")).toBe(true);
    expect(holds("fd00::/8", "fd12::1")).toBe(true);
    expect(holds("::/0", "1.2.3.4")).toBe(false);
  });

  it.each(["10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.0/", "host/8"])(
    "is not what %j is",
    (text) => expect(parseRange(text)).toBeNull(),
  );
});

describe("a URL", () => {
  const verdict = (url: string, allowed = "") => judge(new URL(url), parseAllowance(allowed)).kind;

  it.each([
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://[::1]/",
    "http://[::ffff:7f00:1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://app.localhost/",
    "http://printer.local/",
    "http://intranet/",
    "ftp://example.com/",
    "file:///etc/passwd",
  ])("is refused: %s", (url) => expect(verdict(url)).toBe("refused"));

  it("of a public address is allowed, of a name depends on its addresses", () => {
    expect(verdict("https://1.1.1.1/")).toBe("allowed");
    expect(verdict("https://[2606:4700::1111]/")).toBe("allowed");
    expect(judge(new URL("https://Example.COM./x"), parseAllowance(""))).toEqual({
      kind: "resolve",
      name: "example.com",
    });
  });

  it("may be allowed by address, range or name", () => {
    const allowed = " 10.0.0.0/8, 127.0.0.1 ,[::1], chat.internal,, ";
    for (const host of ["10.9.8.7", "127.0.0.1", "[::1]", "CHAT.internal"]) {
      expect(verdict(`http://${host}/`, allowed)).toBe("allowed");
    }
    for (const host of ["127.0.0.2", "11.0.0.1.internal", "sub.chat.internal", "[::2]"]) {
      expect(verdict(`http://${host}/`, allowed)).toBe("refused");
    }
  });
});
