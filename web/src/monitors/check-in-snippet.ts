import { dsnParts } from "../projects/snippet.ts";

/** A job that checks in through the SDK: Python's for Python, else JavaScript's. */
export const monitorSnippet = (platform: string): string =>
  platform.startsWith("python")
    ? `from sentry_sdk.crons import monitor

@monitor(
    monitor_slug="nightly-job",
    monitor_config={"schedule": {"type": "crontab", "value": "0 3 * * *"}, "max_runtime": 30},
)
def nightly_job():
    ...`
    : `Sentry.withMonitor("nightly-job", () => nightlyJob(), {
  schedule: { type: "crontab", value: "0 3 * * *" },
  maxRuntime: 30, // minutes
});`;

/** A job of any kind that checks in when it ends, by plain HTTP. */
export function checkInCurl(dsn: string): string {
  const { origin, projectId, publicKey } = dsnParts(dsn);
  const url = `${origin}/api/${projectId}/cron/nightly-job/${publicKey}/`;
  return `if ./nightly-job; then status=ok; else status=error; fi
curl -X POST "${url}?status=$status"`;
}
