import { lines } from "./line.ts";

/** Packages, engines and polyfills of languages whose frames name files and modules. */
export const SCRIPT_FRAMES: readonly string[] = [
  ...lines({ path: ["**/vendor/**", "**/site-packages/**", "**/dist-packages/**", "**/node_modules/**"] }, "-app"),
  // Scripts from public networks
  ...lines(
    {
      module: ["unpkg/**"],
      path: ["unpkg.com", "cdnjs.cloudflare.com", "cdn.jsdelivr.net", "esm.run"].map((host) => `**https://${host}/**`),
    },
    "-app",
  ),
  "family:javascript function:reportError ^-app -app",
  // Transpilers
  ...lines({ module: ["@babel/**", "core-js/**", "regenerator-runtime/**", "tslib/**"] }, "-app -group"),
  "family:javascript function:_callSuper -app -group",
  // Node's queues
  ...lines(
    { function: ["runMicrotasks", "queueMicrotask", "processTicksAndRejections", "runNextTicks", "nextTick"] },
    "-app -group",
  ),
  ...lines({ path: ["**/go/pkg/mod/**"] }, "-app"),
  "category:framework -app",
  ...lines({ module: ["kotlin.*", "kotlinx.*", "io.ktor.*", "io.netty.*"] }, "-app"),
  // Telemetry of others
  ...lines({ module: ["newrelic"], path: ["**/*newrelic*/**", "**/*LogRocket*/**"] }, "-app -group"),
];
