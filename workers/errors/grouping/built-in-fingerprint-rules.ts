import { type FingerprintRule, parseFingerprintRules } from "./fingerprint-rule.ts";

/** What React says when its first render in the browser differs from the server's. */
const HYDRATION_MESSAGES = [
  "Hydration failed because the initial UI does not match what was rendered on the server.",
  "The server could not finish this Suspense boundary, likely due to an error during server rendering. Switched to client rendering.",
  "There was an error while hydrating this Suspense boundary. Switched to client rendering.",
  "There was an error while hydrating. Because the error happened outside of a Suspense boundary, the entire root will switch to client rendering.",
  "Text content does not match server-rendered HTML.",
];

/** Errors that say the same in many words, by Sentry's rules of 2024-02-02. A project's own rules come before them. */
export const BUILT_IN_FINGERPRINT_RULES: readonly FingerprintRule[] = parseFingerprintRules(
  [
    "family:javascript error.type:ChunkLoadError -> chunkloaderror",
    "family:javascript error.value:ChunkLoadError* -> chunkloaderror",
    ...HYDRATION_MESSAGES.map(
      (message) =>
        `family:javascript message:"${message}" tags.transaction:* -> hydrationerror, {{ tags.transaction }}`,
    ),
  ].join("\n"),
  true,
).rules;
