/** SDKs that Sentry tells apart; all others are `other`. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    "cocoa dart dotnet elixir go java kubernetes objc perl php python ruby rust swift javascript.angular " +
    "javascript.browser javascript.capacitor javascript.cordova javascript.deno javascript.electron javascript.ember " +
    "javascript.gatsby javascript.nextjs javascript.node javascript.react javascript.react.native javascript.remix " +
    "javascript.serverless javascript.svelte javascript.sveltekit javascript.vue native.android native.dotnet " +
    "native.unity native.unreal"
  )
    .split(" ")
    .map((name) => `sentry.${name}`),
);

/** Older or other names of the same SDK. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ["sentry.electron", "sentry.javascript.electron"],
  ["sentry.javascript.angular.ivy", "sentry.javascript.angular"],
  ["sentry.javascript.node.experimental", "sentry.javascript.node"],
  ["sentry.javascript.react.expo", "sentry.javascript.react"],
  ["sentry.javascript.react.native.expo", "sentry.javascript.react.native"],
  ["sentry.laravel", "sentry.php.laravel"],
  ["sentry.react", "sentry.javascript.react"],
  ["sentry.symfony", "sentry.php.symfony"],
  ["sentry.unity", "sentry.native.unity"],
]);

/** The SDK of an event as rules name it: `sentry-python.flask` is `sentry.python`; `other` when it is not known. */
export function sdkName(name: string | undefined): string {
  const dotted = (name ?? "").replace(/[\W_]+/g, ".");
  const [house, language = "", ...framework] = (SYNONYMS.get(dotted) ?? dotted).split(".");
  const kept = language === "javascript" ? framework : language === "native" ? framework.slice(0, 1) : [];
  const known = [house, language, ...kept].join(".");
  return KNOWN.has(known) ? known : "other";
}
