import { type BodyReason, bodyChunks } from "../../../front/body.ts";
import { joined } from "../../../kit/bytes.ts";
import { ok, type Result } from "../../../kit/result.ts";
import type { CsvFile } from "./csv-input.ts";
import { fileKey } from "./csv-source.ts";
import { type FileReason, Survey } from "./survey.ts";

const MIB = 1_048_576;
/** What a file may measure, decompressed; over the wire it may measure what any request may. */
export const FILE_BYTES_MAX = 64 * MIB;
/** Bytes of a part of an upload to R2: all but the last one are of the same size. */
const PART_BYTES = 8 * MIB;
/** Bytes by which a file's encoding is told. */
const BEGINNING_BYTES = 4;

/**
 * Keeps a request's body as the file of an import, as it arrives. A file that cannot be imported is not kept; the same
 * upload again replaces it.
 */
export async function keepUpload(
  env: Env,
  request: Request,
  jobId: string,
): Promise<Result<Omit<CsvFile, "name">, BodyReason | FileReason>> {
  const survey = new Survey();
  const file = await env.BLOBS.createMultipartUpload(fileKey(jobId), { httpMetadata: { contentType: "text/csv" } });
  const parts: R2UploadedPart[] = [];
  const gathered = new Uint8Array(PART_BYTES);
  let [filled, bytes] = [0, 0];
  const put = async () => {
    parts.push(await file.uploadPart(parts.length + 1, gathered.slice(0, filled)));
    filled = 0;
  };
  const survived = async () => {
    for await (const piece of pieces(request)) {
      if (!piece.ok) return piece;
      const kept = survey.add(piece.value);
      if (!kept.ok) return kept;
      for (let at = 0; at < kept.value.length; ) {
        const room = Math.min(PART_BYTES - filled, kept.value.length - at);
        gathered.set(kept.value.subarray(at, at + room), filled);
        [filled, at, bytes] = [filled + room, at + room, bytes + room];
        if (filled === PART_BYTES) await put();
      }
    }
    return survey.end(bytes);
  };
  const result = await survived();
  if (!result.ok) {
    await file.abort();
    return result;
  }
  if (filled > 0) await put();
  await file.complete(parts);
  return result;
}

/** The body's chunks, the first one long enough to tell the encoding by. */
async function* pieces(request: Request): AsyncGenerator<Result<Uint8Array, BodyReason>> {
  let beginning: Uint8Array | null = new Uint8Array();
  for await (const chunk of bodyChunks(request, FILE_BYTES_MAX)) {
    if (!chunk.ok || beginning === null) {
      yield chunk;
      continue;
    }
    const longer: Uint8Array = joined([beginning, chunk.value]);
    beginning = longer.length < BEGINNING_BYTES ? longer : null;
    if (beginning === null) yield ok(longer);
  }
  if (beginning !== null) yield ok(beginning);
}
