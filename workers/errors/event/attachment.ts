import type { AttachmentRef } from "../ingest/arrival.ts";

/**
 * The answer with an attachment's bytes; null when the file is gone. Always a download and never a page: what a client
 * sent must not run in the console's origin.
 */
export async function attachmentAnswer(bucket: R2Bucket, attachment: AttachmentRef): Promise<Response | null> {
  const object = await bucket.get(attachment.key);
  if (object === null) return null;
  const filename = attachment.filename.replace(/[^\w.-]/g, "_");
  return new Response(object.body, {
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(object.size),
      "content-disposition": `attachment; filename="${filename}"`,
      "content-security-policy": "sandbox",
      "x-content-type-options": "nosniff",
    },
  });
}
