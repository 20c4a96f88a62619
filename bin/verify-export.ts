// Verifies an account's export by itself: `node bin/verify-export.ts export.json <the company's public key>`. It needs nothing of Apiary, so that
// whoever gets an export can read here what is verified. Exit code 1 when something is wrong, 2 when it could not be read.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

interface Command {
  seq: number;
  key: string;
  command: string;
  input: Json;
  deed: {
    nowMs: number;
    actor: { [name: string]: Json };
    reason: string;
    requestId: string;
    approvedBy?: { [name: string]: Json };
  };
  settles?: string;
  value: Json;
  previousHash: string;
  hash: string;
}

interface Export {
  accountId: string;
  commands: Command[];
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
let previous = "0".repeat(64);
for (const [index, command] of chain.entries()) {
  const { seq, previousHash, hash } = command;
  if (seq !== index + 1 || previousHash !== previous || hashOf(command) !== hash)
    give(1, `the chain is broken at command ${index + 1}`);
  previous = hash;
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

/** A command's hash: SHA-256 over the hash before and its canonical JSON. */
function hashOf({ seq, key: name, command, input, deed, settles, value, previousHash }: Command): string {
  const { nowMs, reason, requestId, actor, approvedBy } = deed;
  const done = { nowMs, reason, requestId, actor, approvedBy: approvedBy ?? null };
  const text = canonical({ seq, key: name, command, input, deed: done, settles: settles ?? null, value });
  return createHash("sha256").update(previousHash).update(text).digest("hex");
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
