import type { AttachmentRef } from "../ingest/arrival.ts";

/** A file of an event in Sentry's shape. Its own time of arrival is not kept; the event's stands in for it. */
export const attachmentJson = (event: { eventId: string; receivedMs: number }, file: AttachmentRef) => ({
  id: file.id,
  event_id: event.eventId,
  type: "event.attachment",
  name: file.filename,
  mimetype: file.contentType,
  headers: { "Content-Type": file.contentType },
  size: file.size,
  sha1: null,
  dateCreated: new Date(event.receivedMs).toISOString(),
});
