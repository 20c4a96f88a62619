import { defineConfig } from "@playwright/test";
import { findChromium } from "./bin/chromium.ts";

const executablePath = findChromium();

export default defineConfig({
  testDir: "test/e2e",
  // A server for each worker; most of a test's time is spent in it and in Chromium, not in the test.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // A browser on a busy machine is now and then too slow for a click; what fails once only is told as flaky.
  retries: process.env.CI ? 1 : 0,
  // Far more than anything takes, as a machine may be busy with other things.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    // What failed is told by the actions and a picture; recording every page's DOM as well costs a fifth of the time.
    trace: { mode: "retain-on-failure", snapshots: false, screenshots: false },
    screenshot: "only-on-failure",
    actionTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    launchOptions: {
      ...(executablePath && { executablePath }),
      // A container has no user namespaces for Chromium's own sandbox, and tests need nothing from the network.
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    },
  },
});
