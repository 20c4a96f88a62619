import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, inject, test } from "vitest";
import { errorEnvelope } from "../envelope-text.ts";
import { TestProject } from "../project.ts";

const server = inject("server");

const ENCODINGS: [name: string, header: string, compress: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>][] = [
  ["gzip", "gzip", gzipSync],
  ["deflate", "deflate", deflateSync],
  ["raw-deflate", "deflate", deflateRawSync],
  ["br", "br", (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
  ["zstd", "zstd", zstdCompressSync],
];

/** Bytes in pieces of a size, without a length for the whole. */
function chunked(bytes: Uint8Array<ArrayBuffer>, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
    },
  });
}

const MIB = 1024 * 1024;

describe.each(ENCODINGS)("a body in %s", (name, header, compress) => {
  test("arrives whole, with and without a declared length", async () => {
    const project = await TestProject.create(server, `plain-${name}`);
    const padding = Array.from({ length: 3_000 }, (_, i) => `${i} ${Math.random()}`).join(" ");
    for (const type of ["Declared", "Chunked"]) {
      const { id, bytes } = errorEnvelope(type, { extra: { padding } });
      const wire = compress(bytes);
      const body = type === "Chunked" ? chunked(wire, 1_000) : wire;
      const headers = { "content-encoding": header };
      const init = { method: "POST", body, headers, duplex: "half" } as RequestInit; // `duplex` is Node's
      const answer = await fetch(project.ingestUrl("envelope/"), init);
      expect(answer.status).toBe(200);
      const issue = await project.issue(`${type}: it broke`);
      const { event } = await project.event(issue.id, id);
      expect(event.extra?.padding).toBe(padding);
    }
    expect(await project.outcomes()).toEqual({ "accepted error": 2 });
  });

  test("that is cut short or no such encoding is refused, and nothing is kept", async () => {
    const project = await TestProject.create(server, `broken-${name}`);
    const { bytes } = errorEnvelope("Cut");
    const wire = compress(bytes);
    for (const body of [wire.subarray(0, wire.length - 8), wire.subarray(0, 1), Buffer.from("{}\nno compression")]) {
      const answer = await project.post("envelope/", body, { "content-encoding": header });
      expect(answer.status).toBe(400);
    }
    expect(await project.issues()).toEqual([]);
    expect(Object.keys(await project.outcomes()).filter((name) => name.startsWith("accepted"))).toEqual([]);
  });

  test("that inflates to a thousand times its size is cut off", async () => {
    const project = await TestProject.create(server, `bomb-${name}`);
    const bomb = Buffer.alloc(256 * MIB, "x");
    bomb.write('{}\n{"type":"event"}\n{"message":"');
    const wire = compress(bomb);
    for (const path of ["envelope/", "store/", "security/"]) {
      const answer = await project.post(path, wire, { "content-encoding": header });
      expect(answer.status).toBe(413);
    }
    expect(await project.issues()).toEqual([]);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });
});
