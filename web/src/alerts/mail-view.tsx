import { LinkedText } from "../ui/linked-text.tsx";
import { Section } from "../ui/section.tsx";

interface MailViewProps {
  subject: string;
  text: string;
  /** Where its HTML is, if it has any. */
  htmlPath: string | null;
}

/** A mail as it was written: its text with links that work, and as a mail program shows it. */
export function MailView({ subject, text, htmlPath }: MailViewProps) {
  return (
    <div className="mail">
      <Section id="mail-text" title="The mail as text">
        <LinkedText text={text} />
      </Section>
      {htmlPath !== null && (
        <Section id="mail-html" title="As a mail program shows it">
          <iframe
            className="mail-frame"
            title={`The mail ${subject}`}
            src={htmlPath}
            // Nothing in it runs or is signed in; its links open windows of their own.
            sandbox="allow-popups allow-popups-to-escape-sandbox"
          />
        </Section>
      )}
    </div>
  );
}
