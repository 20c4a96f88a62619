import { NEW_FOR_MS } from "../../../workers/errors/search/term.ts";
import type { IssueDetail, TagDistribution } from "../../../workers/errors/view.ts";
import { DAY_MS } from "../../../workers/kit/time.ts";
import { archiveText, resolutionText } from "../issues/issue-words.ts";
import { counted } from "../words/number.ts";
import { relative, since } from "../words/time.ts";

/** A piece of the sentence; `proof` names the section of the page that shows why it is true. */
export interface Phrase {
  text: string;
  proof: string | null;
}

/** Tags that may tell a person who or what is hit, in the order in which they are asked. */
const TELLING_TAGS = [
  "browser.name",
  "browser",
  "os.name",
  "os",
  "release",
  "environment",
  "server_name",
  "transaction",
];
/** Below this many events "all on Safari" means nothing. */
const MIN_EVENTS_FOR_SHARE = 3;
const NEARLY_ALL = 0.9;
/** An issue unheard of for this long is quiet. */
const QUIET_AFTER_MS = DAY_MS;

/** The line under an issue's title: what is going on, in words, each with its proof on the page. */
export function headSentence(issue: IssueDetail, nowMs: number): Phrase[] {
  const began = state(issue, nowMs);
  const releaseNamed = began.some(({ proof }) => proof === "releases");
  return [
    ...began,
    { text: `${counted(issue.events, "event")}`, proof: "events" },
    ...(issue.users > 0 ? [{ text: `from ${counted(issue.users, "user")}`, proof: "tag-user" }] : []),
    ...share(issue, releaseNamed),
    ...quiet(issue, nowMs),
  ];
}

/** The sentence as text: phrases joined as one would say them. */
export function sentenceText(phrases: readonly Phrase[]): string {
  return phrases.map((phrase, index) => joiner(phrase, index) + phrase.text).join("");
}

/** What stands before a phrase. Counts of users and of events belong together; everything else is apart by a comma. */
export function joiner(phrase: Phrase, index: number): string {
  if (index === 0) return "";
  return CONTINUES.test(phrase.text) ? " " : ", ";
}

/** What a phrase begins with that goes on with the one before. */
const CONTINUES = /^(from|in|after|by|until) /;

function state(issue: IssueDetail, nowMs: number): Phrase[] {
  const latest = (kind: string) =>
    issue.activity.filter((entry) => entry.kind === kind).sort((a, b) => b.atMs - a.atMs)[0];
  const proof = "activity";
  if (issue.status !== "unresolved") {
    const entry = latest(issue.status);
    const word = issue.status === "resolved" ? "Resolved" : "Ignored";
    const how = issue.status === "resolved" ? resolutionText(issue.resolution) : archiveText(issue.archive, nowMs);
    return [
      { text: entry ? `${word} ${relative(entry.atMs, nowMs)}` : word, proof },
      ...(entry?.actor ? [{ text: `by ${entry.actor}`, proof }] : []),
      ...(how ? [{ text: how, proof }] : []),
    ];
  }
  if (issue.regressed || issue.escalating) {
    const back = latest("regressed") ?? latest("escalated") ?? latest("expired");
    const release = issue.regressed ? (back?.detail ?? issue.lastRelease) : null;
    const word = issue.regressed ? "Back" : "Escalating";
    return [
      { text: back ? `${word} since ${since(back.atMs, nowMs)}` : word, proof },
      ...(release ? [{ text: `after release ${release}`, proof: "releases" }] : []),
    ];
  }
  const fresh = nowMs - issue.firstSeenMs < NEW_FOR_MS;
  return [
    { text: `${fresh ? "New" : "Seen"} since ${since(issue.firstSeenMs, nowMs)}`, proof: "seen" },
    ...(issue.firstRelease ? [{ text: `in release ${issue.firstRelease}`, proof: "releases" }] : []),
  ];
}

/** What nearly all events have in common; a release only where the sentence names none yet. */
function share(issue: IssueDetail, releaseNamed: boolean): Phrase[] {
  if (issue.events < MIN_EVENTS_FOR_SHARE) return [];
  for (const key of TELLING_TAGS) {
    if (key === "release" && releaseNamed) continue;
    const tag = issue.tags.find((each) => each.key === key);
    const top = tag && mostCommon(tag);
    // A tag that most events lack says nothing about all of them.
    if (!tag || !top || tag.total < issue.events * NEARLY_ALL) continue;
    const part = top.count / tag.total;
    if (part < NEARLY_ALL) continue;
    return [{ text: `${part === 1 ? "all" : "nearly all"} ${preposition(key)} ${top.value}`, proof: `tag-${key}` }];
  }
  return [];
}

const mostCommon = (tag: TagDistribution) => tag.values.toSorted((a, b) => b.count - a.count)[0];

function preposition(key: string): string {
  if (key === "release" || key === "environment" || key === "transaction") return "in";
  return "on";
}

function quiet(issue: IssueDetail, nowMs: number): Phrase[] {
  if (nowMs - issue.lastSeenMs < QUIET_AFTER_MS) return [];
  return [{ text: `last seen ${relative(issue.lastSeenMs, nowMs)}`, proof: "seen" }];
}
