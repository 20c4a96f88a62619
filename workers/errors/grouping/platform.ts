export type Family = "javascript" | "native" | "other";

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ["javascript", "javascript"],
  ["node", "javascript"],
  ["native", "native"],
  ["cocoa", "native"],
  ["objc", "native"],
  ["swift", "native"],
  ["c", "native"],
]);

/** The platforms whose frames are judged alike. */
export const familyOf = (platform: string): Family => FAMILIES.get(platform) ?? "other";

const CONTEXT_LINE_PLATFORMS: ReadonlySet<string> = new Set(["javascript", "node", "python", "php", "ruby"]);

/** Whether the SDKs of this platform send source lines that can be trusted to be the ones that ran. */
export const sendsContextLines = (platform: string): boolean => CONTEXT_LINE_PLATFORMS.has(platform);

const URL_SCHEME = /^(?:https?|applewebdata|blob|data):/;

/** Whether a frame's absolute path points into the web, where its file name is not stable. */
export const isWebUrl = (path: string | undefined): boolean => path !== undefined && URL_SCHEME.test(path);

/** As `isWebUrl`, and local files opened by a browser too. */
export const isUrl = (path: string | undefined): boolean =>
  path !== undefined && (path.startsWith("file:") || URL_SCHEME.test(path));
