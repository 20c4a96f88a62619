import type { ProjectKeyView } from "../view.ts";

/** A key in Sentry's shape: its id is the public key. The secret form of a DSN is deprecated; it is the public one here. */
export function keyJson(ingestOrigin: string, projectId: number, key: ProjectKeyView) {
  const base = `${ingestOrigin}/api/${projectId}`;
  return {
    id: key.publicKey,
    name: key.label,
    label: key.label,
    public: key.publicKey,
    secret: key.publicKey,
    projectId,
    isActive: key.active,
    rateLimit: key.rateLimit === null ? null : { window: key.rateLimit.windowSeconds, count: key.rateLimit.count },
    dsn: {
      public: key.dsn,
      secret: key.dsn,
      csp: `${base}/csp-report/?sentry_key=${key.publicKey}`,
      security: `${base}/security/?sentry_key=${key.publicKey}`,
      minidump: `${base}/minidump/?sentry_key=${key.publicKey}`,
      cdn: "",
    },
    browserSdkVersion: "",
    browserSdk: { choices: [] },
    dateCreated: new Date(key.createdAtMs).toISOString(),
  };
}
