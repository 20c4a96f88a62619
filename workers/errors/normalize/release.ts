import type { Json } from "../../kit/json.ts";
import type { Notes } from "./notes.ts";

export const RELEASE_CHARS = 200;
export const ENVIRONMENT_CHARS = 64;
export const DIST_CHARS = 64;

const BAD_RELEASE = /[\r\n\t\f\v]|^\/+$|^\.{1,2}$|^latest$/i;
const BAD_ENVIRONMENT = /[\r\n\f\v/]|^none$/i;
const DIST = /^[A-Za-z0-9_.-]+$/;

/** Whether a text can be the name of a release. */
export const isReleaseName = (text: string): boolean =>
  text !== "" && text.length <= RELEASE_CHARS && !BAD_RELEASE.test(text);

/** A release's name; one that cannot be a name is dropped with a note. */
export const readRelease = (value: Json | undefined, notes: Notes): string | undefined =>
  readName(value, "release", notes, isReleaseName);

/** An environment's name: no slash, since it is part of addresses. */
export const readEnvironment = (value: Json | undefined, notes: Notes): string | undefined =>
  readName(value, "environment", notes, (text) => text.length <= ENVIRONMENT_CHARS && !BAD_ENVIRONMENT.test(text));

/** A distribution of a release: a build number or the like. */
export const readDist = (value: Json | undefined, notes: Notes): string | undefined =>
  readName(value, "dist", notes, (text) => text.length <= DIST_CHARS && DIST.test(text));

function readName(
  value: Json | undefined,
  name: string,
  notes: Notes,
  isName: (text: string) => boolean,
): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : null;
  if (text === "") return undefined;
  if (text !== null && isName(text)) return text;
  notes.add("invalid_data", name, value, `not the name of ${name === "environment" ? "an" : "a"} ${name}`);
  return undefined;
}
