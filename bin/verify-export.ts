// Verifies an account's export by itself: `node bin/verify-export.ts export.json <the company's public key>`. It needs nothing of Apiary, so that
// whoever gets an export can read here what is verified. Exit code 1 when something is wrong, 2 when it could not be read.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A command as its chain keeps it; its form says which of the members it has. */
interface Entry {
  form: "sealed" | "plain" | "stripped";
  seq: number;
  key: string;
  command: string;
  deed: {
    nowMs: number;
    actor: { kind: string; id: string; name?: string };
    reason: string;
    requestId: string;
    approvedBy?: { id: string; name?: string };
  };
  settles?: string;
  previousHash: string;
  hash: string;
  /** Sealed: what it says, encrypted, and a digest of that. As long as it can be opened it stands beside them, with the digest's salt. */
  sealed: string;
  digest: string;
  confidence?: Json;
  salt?: string;
  /** Plain: from before commands were sealed. */
  input: Json;
  value: Json;
  /** Stripped: a plain one whose account was erased; a later entry vouches for what is left. */
  stripped: string;
}

interface Export {
  accountId: string;
  commands: Entry[];
  proof: {
    seal: {
      number: number;
      atMs: number;
      count: number;
      root: string;
      previous: string;
      signature: string;
      publicKey: string;
    };
    head: { accountId: string; seq: number; hash: string };
    index: number;
    path: string[];
  } | null;
}

const [file, publicKey] = process.argv.slice(2);
if (file === undefined || publicKey === undefined)
  give(2, "usage: node bin/verify-export.ts <file> <public key in base64>");
// What an export looks like is written down above; whatever differs fails below.
const { accountId, commands, proof } = JSON.parse(readFileSync(file, "utf8")) as Export;
if (proof === null) give(1, "the account was not sealed yet");

const chain = commands.toSorted((a, b) => a.seq - b.seq);
// There is at most one entry that vouches for stripped ones: its key says up to which, and the last one's stripped hash.
const vouched = chain.find(({ command }) => command === "log.strip")?.key.split(":");
let [previous, stripped] = ["0".repeat(64), ""];
for (const [index, entry] of chain.entries()) {
  const { seq, previousHash, hash } = entry;
  if (seq !== index + 1 || previousHash !== previous || !isWhole(entry, stripped))
    give(1, `the chain is broken at command ${index + 1}`);
  if (entry.confidence !== undefined && sha256(entry.salt ?? "", canonical(entry.confidence)) !== entry.digest)
    give(1, `command ${seq} does not say what was sealed`);
  previous = hash;
  stripped = entry.form === "stripped" ? entry.stripped : "";
}
const { seal, head, index, path } = proof;
if (head.accountId !== accountId || chain[head.seq - 1]?.hash !== head.hash)
  give(1, `command ${head.seq} is not the one that was sealed`);
if (rootBy(canonical({ ...head }), index, seal.count, path) !== seal.root) give(1, "the head is not under the seal");
const { number, atMs, count, root, previous: before } = seal;
const key = createPublicKey({
  format: "jwk",
  key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(publicKey, "base64").toString("base64url") },
});
const signed = Buffer.from(canonical({ number, atMs, count, root, previous: before }));
if (!verify(null, signed, key, Buffer.from(seal.signature, "base64"))) give(1, "the seal is not signed by this key");
give(
  0,
  `${chain.length} commands, sealed up to command ${head.seq} by seal ${number} of ${new Date(atMs).toISOString()}`,
);

/** Whether an entry's hash is SHA-256 over the hash before and its canonical JSON; of a stripped one, whether it is vouched for. */
function isWhole(entry: Entry, before: string): boolean {
  const { form, seq, key: name, command, deed, settles = null, previousHash, hash } = entry;
  const { nowMs, requestId, actor, approvedBy } = deed;
  const open = { nowMs, requestId, actor: { kind: actor.kind, id: actor.id } };
  const openDeed = { ...open, approvedBy: approvedBy ? { id: approvedBy.id } : null };
  const link = { seq, key: name, command, deed: openDeed, settles };
  if (form === "sealed") {
    const { digest, sealed } = entry;
    return sha256(previousHash, canonical({ ...link, digest, sealed })) === hash;
  }
  if (form === "plain") {
    const { input, value } = entry;
    const done = {
      ...open,
      reason: deed.reason,
      actor: { ...actor },
      approvedBy: approvedBy ? { ...approvedBy } : null,
    };
    return sha256(previousHash, canonical({ ...link, deed: done, input, value })) === hash;
  }
  if (vouched === undefined || seq > Number(vouched[1])) return false;
  if (seq === Number(vouched[1]) && entry.stripped !== vouched[2]) return false;
  return sha256(before, canonical({ ...link, previousHash, hash })) === entry.stripped;
}

function sha256(before: string, text: string): string {
  return createHash("sha256").update(before).update(text).digest("hex");
}

/** The root of a tree of hashes that a leaf's path leads to (RFC 9162, section 2.1.3.2). */
function rootBy(text: string, leafIndex: number, size: number, steps: readonly string[]): string {
  let [at, last] = [leafIndex, size - 1];
  let hash = sha(0, Buffer.from(text));
  for (const step of steps) {
    const other = Buffer.from(step, "hex");
    if (at % 2 === 1 || at === last) {
      hash = sha(1, other, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else hash = sha(1, hash, other);
    [at, last] = [at >> 1, last >> 1];
  }
  return hash.toString("hex");
}

function sha(prefix: number, ...parts: Buffer[]): Buffer {
  return createHash("sha256")
    .update(Buffer.concat([Buffer.from([prefix]), ...parts]))
    .digest();
}

/** JSON with sorted names and no spaces (RFC 8785). */
function canonical(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
}

function give(code: number, message: string): never {
  (code === 0 ? console.log : console.error)(`export: ${message}`);
  process.exit(code);
}
