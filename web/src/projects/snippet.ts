import type { PlatformId } from "./platform.ts";

/** What to run and to write so that a program's errors arrive, and one error on purpose to see that they do. */
export interface Snippet {
  /** A shell command; null where nothing is installed. */
  install: string | null;
  /** Where the code goes, in words. */
  where: string;
  code: string;
}

type Write = (dsn: string) => Snippet;

const SNIPPETS: Record<Exclude<PlatformId, "other">, Write> = {
  javascript: (dsn) => ({
    install: "npm install @sentry/browser",
    where: "First thing in the page's script",
    code: `import * as Sentry from "@sentry/browser";

Sentry.init({ dsn: "${dsn}" });

Sentry.captureException(new Error("The first event"));`,
  }),
  node: (dsn) => ({
    install: "npm install @sentry/node",
    where: "A file that is loaded before all others: node --import ./instrument.mjs",
    code: `import * as Sentry from "@sentry/node";

Sentry.init({ dsn: "${dsn}" });

Sentry.captureException(new Error("The first event"));`,
  }),
  "javascript-cloudflare": (dsn) => ({
    install: "npm install @sentry/cloudflare",
    where: 'Around the Worker\'s handlers; wrangler needs compatibility_flags = ["nodejs_als"]',
    code: `import * as Sentry from "@sentry/cloudflare";

export default Sentry.withSentry(() => ({ dsn: "${dsn}" }), {
  async fetch() {
    throw new Error("The first event");
  },
});`,
  }),
  python: (dsn) => ({
    install: "pip install sentry-sdk",
    where: "Where the program starts",
    code: `import sentry_sdk

sentry_sdk.init(dsn="${dsn}")

sentry_sdk.capture_exception(Exception("The first event"))`,
  }),
  ruby: (dsn) => ({
    install: "bundle add sentry-ruby",
    where: "Where the program starts; in Rails, config/initializers/sentry.rb with sentry-rails",
    code: `require "sentry-ruby"

Sentry.init do |config|
  config.dsn = "${dsn}"
end

Sentry.capture_exception(StandardError.new("The first event"))`,
  }),
  php: (dsn) => ({
    install: "composer require sentry/sentry",
    where: "Where the program starts",
    code: `<?php
\\Sentry\\init(['dsn' => '${dsn}']);

\\Sentry\\captureException(new \\Exception('The first event'));`,
  }),
  java: (dsn) => ({
    install: 'implementation("io.sentry:sentry:8.+")',
    where: "In main, before anything else",
    code: `import io.sentry.Sentry;

Sentry.init(options -> options.setDsn("${dsn}"));

Sentry.captureException(new RuntimeException("The first event"));`,
  }),
  go: (dsn) => ({
    install: "go get github.com/getsentry/sentry-go",
    where: "In main",
    code: `if err := sentry.Init(sentry.ClientOptions{Dsn: "${dsn}"}); err != nil {
	log.Fatal(err)
}
defer sentry.Flush(2 * time.Second)

sentry.CaptureException(errors.New("The first event"))`,
  }),
  csharp: (dsn) => ({
    install: "dotnet add package Sentry",
    where: "In Program.cs, before anything else",
    code: `using Sentry;

using var _ = SentrySdk.Init("${dsn}");

SentrySdk.CaptureException(new Exception("The first event"));`,
  }),
};

/** The snippet for a platform; for one that has none, the plain request that every SDK makes in the end. */
export function snippetFor(platform: string, dsn: string): Snippet {
  const write = Object.hasOwn(SNIPPETS, platform) ? SNIPPETS[platform as keyof typeof SNIPPETS] : undefined; // checked just before
  return write ? write(dsn) : curlSnippet(dsn);
}

/** One event over plain HTTP, to test the way there without any SDK. */
export function curlSnippet(dsn: string): Snippet {
  const { origin, projectId, publicKey } = dsnParts(dsn);
  return {
    install: null,
    where: "In a shell",
    code: `curl '${origin}/api/${projectId}/store/' \\
  -H 'Content-Type: application/json' \\
  -H 'X-Sentry-Auth: Sentry sentry_version=7, sentry_key=${publicKey}, sentry_client=curl/1.0' \\
  -d '{"platform": "other", "message": "The first event"}'`,
  };
}

/** A DSN's parts: `https://KEY@host/PROJECT`. */
export function dsnParts(dsn: string): { origin: string; projectId: string; publicKey: string } {
  const url = new URL(dsn);
  const path = url.pathname.split("/");
  const projectId = path.pop() ?? "";
  return { origin: `${url.origin}${path.join("/")}`, projectId, publicKey: url.username };
}
