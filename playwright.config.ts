import { defineConfig } from "@playwright/test";
import { findChromium } from "./bin/chromium.ts";

const executablePath = findChromium();

export default defineConfig({
  testDir: "test/e2e",
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  use: {
    trace: "retain-on-failure",
    // A container has no user namespaces for Chromium's own sandbox.
    launchOptions: { ...(executablePath && { executablePath }), args: ["--no-sandbox"] },
  },
});
