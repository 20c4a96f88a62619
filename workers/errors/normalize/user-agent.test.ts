import { expect, it } from "vitest";
import { readUserAgent } from "./user-agent.ts";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

it.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/143.0.0.0 Safari/537.36`,
    "Chrome 143.0.0.0",
    "Windows 10",
    "",
  ],
  [`Mozilla/5.0 (Windows NT 6.1) ${WEBKIT} Chrome/99.0 Safari/537.36 Edg/99.0.1`, "Edge 99.0.1", "Windows 7", ""],
  [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/143.0 Safari/537.36 OPR/127.0`, "Opera 127.0", "Linux", ""],
  [
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/143.0 Safari/537.36`,
    "Chrome 143.0",
    "Chrome OS 14541.0.0",
    "",
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/143.0 Safari/537.36`, "HeadlessChrome 143.0", "Linux", ""],
  ["Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox 145.0", "Ubuntu", ""],
  ["Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0", "Firefox Mobile 145.0", "Android 15", ""],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    "Safari 18.1",
    "Mac OS X 10.15.7",
    "Mac",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mobile Safari 18.1",
    "iOS 18.1",
    "iPhone",
  ],
  [
    "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0 Mobile/15E148 Safari/604.1",
    "Chrome Mobile iOS 120.0",
    "iOS 17.0",
    "iPad",
  ],
  [
    `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${WEBKIT} Chrome/143.0 Mobile Safari/537.36`,
    "Chrome Mobile 143.0",
    "Android 15",
    "Pixel 9",
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/143.0 Mobile Safari/537.36`,
    "Chrome Mobile 143.0",
    "Android 10",
    "",
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A; wv) ${WEBKIT} Version/4.0 Chrome/143.0 Mobile Safari/537.36`,
    "Chrome Mobile WebView 143.0",
    "Android 14",
    "SM-S918B",
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; SM-S918B) ${WEBKIT} SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36`,
    "Samsung Internet 28.0",
    "Android 14",
    "SM-S918B",
  ],
  ["Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "IE 11.0", "Windows 7", ""],
  ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot 2.1", "", "Spider"],
  [
    `Mozilla/5.0 ${WEBKIT} (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0`,
    "bingbot 2.0",
    "",
    "Spider",
  ],
  ["curl/8.5.0", "", "", ""],
  ["", "", "", ""],
])("%s", (header, browser, os, device) => {
  const client = readUserAgent(header);
  const whole = (facts?: { name: string; version?: string }) => [facts?.name, facts?.version].filter(Boolean).join(" ");
  expect([whole(client.browser), whole(client.os), client.device?.family ?? ""]).toEqual([browser, os, device]);
});

it("takes no long time over any header", () => {
  for (const part of ["Mozilla/5.0 (", "Android ", "; ", "Version/1 ", "bot", "MSIE ", "Opera Mobi"]) {
    const start = performance.now();
    readUserAgent(part.repeat(10_000));
    expect(performance.now() - start).toBeLessThan(50);
  }
});
