import { isObject, type Json } from "../../kit/json.ts";
import type { NormalEvent } from "../event/event.ts";
import { defined } from "../json.ts";
import { boundedObject } from "./bounded-json.ts";
import type { Notes } from "./notes.ts";
import { clip, readText } from "./text.ts";

type Sdk = NonNullable<NormalEvent["sdk"]>;

const NAME_CHARS = 128;
export const SDK_LIST = 100;
const SETTINGS_BOUND = { depth: 3, chars: 2_048 };

/** The client library; undefined when its name is not known. */
export function readSdk(value: Json | undefined, notes: Notes): Sdk | undefined {
  if (!isObject(value)) return undefined;
  const sdk = defined<Sdk>({
    name: readText(value.name, NAME_CHARS, "sdk.name", notes),
    version: readText(value.version, NAME_CHARS, "sdk.version", notes),
    integrations: readIntegrations(value.integrations),
    packages: readPackages(value.packages, notes),
    settings: boundedObject(value.settings, SETTINGS_BOUND),
  });
  for (const _ in sdk) return sdk;
  return undefined;
}

function readIntegrations(value: Json | undefined): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const names = value.filter((name) => typeof name === "string").slice(0, SDK_LIST);
  return names.length > 0 ? names.map((name) => clip(name, NAME_CHARS)) : undefined;
}

function readPackages(value: Json | undefined, notes: Notes): Sdk["packages"] {
  if (!Array.isArray(value)) return undefined;
  const packages = value
    .filter(isObject)
    .slice(0, SDK_LIST)
    .map((sent) =>
      defined<{ name?: string; version?: string }>({
        name: readText(sent.name, NAME_CHARS, "sdk.packages", notes),
        version: readText(sent.version, NAME_CHARS, "sdk.packages", notes),
      }),
    );
  return packages.length > 0 ? packages : undefined;
}
