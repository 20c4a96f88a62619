import { expect, it } from "vitest";
import { sdkName } from "./sdk-name.ts";

it.each([
  ["sentry.python.django", "sentry.python"],
  ["sentry-ruby.rails", "sentry.ruby"],
  ["sentry.javascript.node", "sentry.javascript.node"],
  ["sentry.javascript.nextjs", "sentry.javascript.nextjs"],
  ["sentry.javascript.react.native.expo", "sentry.javascript.react.native"],
  ["sentry.native.android.flutter", "sentry.native.android"],
  ["sentry.laravel", "sentry.php"],
  ["sentry.javascript.unheard-of", "other"],
  ["raven-python", "other"],
  [undefined, "other"],
])("%s is %s", (name, expected) => expect(sdkName(name)).toBe(expected));
