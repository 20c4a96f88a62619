/** A platform that a project can be made for. `id` is what events of its SDK say, the first part of it where there are several. */
export const PLATFORMS = [
  { id: "javascript", title: "Browser JavaScript" },
  { id: "node", title: "Node.js" },
  { id: "javascript-cloudflare", title: "Cloudflare Workers" },
  { id: "python", title: "Python" },
  { id: "ruby", title: "Ruby" },
  { id: "php", title: "PHP" },
  { id: "java", title: "Java" },
  { id: "go", title: "Go" },
  { id: "csharp", title: ".NET" },
  { id: "other", title: "Other" },
] as const;

export type PlatformId = (typeof PLATFORMS)[number]["id"];

/** A platform's name for people; what is not in the list is shown as it is. */
export const platformTitle = (id: string): string => PLATFORMS.find((platform) => platform.id === id)?.title ?? id;
