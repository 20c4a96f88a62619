import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { createTransport } from "nodemailer";
import type { AddressedMail } from "./mail.ts";
import type { SmtpTransport } from "./transport.ts";

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
  const { rejected } = await smtp.sendMail({
    from,
    to,
    subject,
    text,
    ...(html !== null && { html }),
    // A repeat has the same Message-ID, by which mail systems know it.
    messageId: `<${id}@${domain}>`,
    headers: { "auto-submitted": "auto-generated" },
  });
  if (rejected.length > 0) throw new Error(`${rejected.length} of ${to.length} recipients were refused`);
}

/** An open connection to the server, with TLS when it starts with it. */
function connected({ host, port, tls }: SmtpTransport) {
  const socket = tls ? connectTls({ host, port }) : connect({ host, port });
  const { promise, resolve, reject } = Promise.withResolvers<typeof socket>();
  const timer = setTimeout(() => {
    socket.destroy();
    reject(new Error(`${host}:${port} did not answer within ${TIMEOUT_MS / 1_000} seconds`));
  }, TIMEOUT_MS);
  socket.once(tls ? "secureConnect" : "connect", () => resolve(socket)).once("error", reject);
  return promise.finally(() => clearTimeout(timer));
}
