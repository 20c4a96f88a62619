import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  schema: ["./workers/*/schema.ts", "./workers/billing/*/schema.ts"],
  out: "./migrations/d1",
});
