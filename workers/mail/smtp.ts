import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { createTransport, type NodemailerError } from "nodemailer";
import type { AddressedMail } from "./mail.ts";
import { NoMailbox, type SmtpTransport } from "./transport.ts";
import { unsubscribeHeaders } from "./unsubscribe.ts";

const TIMEOUT_MS = 15_000;

/**
 * Sends a mail by SMTP; throws with what the server said unless it takes it for every recipient. With a login the connection must be
 * encrypted: a password never travels in the clear.
 */
export async function sendBySmtp(transport: SmtpTransport, mail: AddressedMail): Promise<void> {
  const { host, port, tls, login } = transport;
  const smtp = createTransport({
    host,
    port,
    // Connected here: the library would look the name up by a public resolver, which knows no name of a private network.
    connection: await connected(transport),
    secure: tls,
    secured: tls,
    requireTLS: login !== null,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(login && { auth: { user: login.user, pass: login.password } }),
  });
  const { id, from, to, subject, text, html } = mail;
  const domain = from.slice(from.lastIndexOf("@") + 1).replace(">", "");
  const sending = smtp.sendMail({
    from,
    to,
    subject,
    text,
    ...(html !== null && { html }),
    // A repeat has the same Message-ID, by which mail systems know it.
    messageId: `<${id}@${domain}>`,
    headers: { "auto-submitted": "auto-generated", ...unsubscribeHeaders(mail.unsubscribeUrl) },
  });
  const { rejected } = await sending.catch((error: NodemailerError) => {
    if (isNoMailbox(error)) throw new NoMailbox(error.message);
    throw HANDSHAKE_FAILED.test(String(error)) ? untrusted(transport) : error;
  });
  if (rejected.length > 0) throw new Error(`${rejected.length} of ${to.length} recipients were refused`);
}

/** A reply for good to who it is for: of a code of RFC 3463 one of addresses or mailboxes, as others are of policy or the network. */
const isNoMailbox = ({ command, permanent, response = "" }: NodemailerError): boolean =>
  command === "RCPT TO" && permanent === true && /^\d{3}[ -](5\.[12]\.|(?!\d\.))/.test(response);

/** All that the runtime says of a handshake after STARTTLS that failed. */
const HANDSHAKE_FAILED = /\binternal error; reference/;

const untrusted = ({ host, port }: SmtpTransport) =>
  new Error(
    `No encrypted connection to ${host}:${port}. Its certificate must be for ${host}, in date, and from an authority that is trusted here.`,
  );

/** An open connection to the server, with TLS when it starts with it. */
async function connected(transport: SmtpTransport) {
  if (!transport.tls) return opened(transport);
  try {
    return await opened(transport);
  } catch (error) {
    // The runtime gives one reason for whatever fails; a server that can be reached without TLS failed in the handshake.
    const plain = await opened({ ...transport, tls: false }).catch(() => null);
    plain?.destroy();
    throw plain === null ? error : untrusted(transport);
  }
}

function opened({ host, port, tls }: SmtpTransport) {
  const socket = tls ? connectTls({ host, port }) : connect({ host, port });
  const { promise, resolve, reject } = Promise.withResolvers<typeof socket>();
  const timer = setTimeout(() => {
    socket.destroy();
    reject(new Error(`${host}:${port} did not answer within ${TIMEOUT_MS / 1_000} seconds`));
  }, TIMEOUT_MS);
  socket.once(tls ? "secureConnect" : "connect", () => resolve(socket)).once("error", reject);
  return promise.finally(() => clearTimeout(timer));
}
