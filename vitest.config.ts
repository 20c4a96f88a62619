import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const NODE_TESTS = [
  "workers/**/*.test.ts",
  "durable-objects/**/*.test.ts",
  "web/src/**/*.test.ts",
  "bin/**/*.test.ts",
  "clients/**/*.test.ts",
];
const WORKER_TESTS = [
  "workers/**/*.worker.test.ts",
  "durable-objects/**/*.worker.test.ts",
  "clients/**/*.worker.test.ts",
];
/** The client by the names that products import it by, from its sources. */
const CLIENT = {
  "@apiary/queenbee-client/contract": fileURLToPath(
    new URL("clients/queenbee-client/src/contract/index.ts", import.meta.url),
  ),
  "@apiary/queenbee-client": fileURLToPath(new URL("clients/queenbee-client/src/index.ts", import.meta.url)),
};

/** Far more than any test takes: a machine that is busy with other things fails none. */
const TEST_TIMEOUT_MS = 60_000;

/** One project per kind of test: pure logic in Node, bindings and objects in workerd, black box against the real server. */
export default defineConfig(async () => ({
  test: {
    projects: [
      {
        resolve: { alias: CLIENT },
        test: {
          name: "unit",
          setupFiles: ["./test/property-seed.ts"],
          include: NODE_TESTS,
          exclude: [...WORKER_TESTS, "**/node_modules/**"],
          isolate: false,
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: TEST_TIMEOUT_MS,
        },
      },
      {
        resolve: { alias: CLIENT },
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations("migrations/d1"),
                APIARY_ENGINE: "embedded",
                APIARY_SECRET: "0".repeat(64),
                APIARY_OWNER_TOKEN: "test-owner-token",
                APIARY_FIRST_OWNER_TOKEN: "test-first-owner-token",
              },
            },
          }),
        ],
        test: {
          name: "worker",
          // CommonJS over ES modules, which workerd does not load: bundled before.
          deps: { optimizer: { ssr: { enabled: true, include: ["itty-durable"] } } },
          include: WORKER_TESTS,
          setupFiles: ["./test/worker-setup.ts"],
          isolate: false,
          maxWorkers: 1,
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: TEST_TIMEOUT_MS,
        },
      },
      blackBox("conformance", { globalSetup: "./test/conformance/shared-server.ts" }),
      blackBox("fault"),
    ],
  },
}));

/** Tests that drive a real server over a socket: two files at a time, as much of their time is waiting, generous time limits. */
function blackBox(name: string, setup: { globalSetup?: string } = {}) {
  return {
    resolve: { alias: CLIENT },
    test: {
      ...setup,
      name,
      include: [`test/${name}/**/*.test.ts`],
      isolate: false,
      maxWorkers: 2,
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  };
}
