/** How an SDK is told which release runs, which makes it count sessions; for platforms but Python as JavaScript writes it. */
export const releaseSnippet = (platform: string, dsn: string): string =>
  platform.startsWith("python")
    ? `sentry_sdk.init(
    dsn="${dsn}",
    release="shop@1.0.0",
    environment="production",
)`
    : `Sentry.init({
  dsn: "${dsn}",
  release: "shop@1.0.0",
  environment: "production",
});`;
