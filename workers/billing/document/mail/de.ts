import type { MailWords } from "./words.ts";

/** What mails to customers say in this language. */
export const DE: MailWords = {
  "payment-received": {
    subject: "Ihre Quittung für {number}",
    text: "Wir haben {amount} für die Rechnung {number} erhalten. Vielen Dank.",
  },
  "invoice-issued": { subject: "Rechnung {number} von {seller}", text: "Ihre Rechnung {number} über {amount} ist da." },
  "invoice-due-soon": {
    subject: "Rechnung {number} ist am {date} fällig",
    text: "Die Rechnung {number} über {amount} ist am {date} fällig.",
  },
  "invoice-overdue": {
    subject: "Rechnung {number} ist überfällig",
    text: "Die Rechnung {number} war am {date} fällig. Es sind noch {amount} zu zahlen. Haben Sie in den letzten Tagen gezahlt, ist diese Mail erledigt.",
  },
  "payment-failed": {
    subject: "Ihre Zahlung für {number} ist fehlgeschlagen",
    text: "Wir konnten {amount} für die Rechnung {number} nicht einziehen. Wir versuchen es erneut; bitte prüfen Sie Ihre Zahlungsart.",
  },
  "payment-action": {
    subject: "Bitte bestätigen Sie Ihre Zahlung für {number}",
    text: "Ihre Bank möchte, dass Sie die Zahlung von {amount} für die Rechnung {number} bestätigen.",
  },
  "payment-method-missing": {
    subject: "Es fehlt eine Zahlungsart",
    text: "Die Rechnung {number} über {amount} kann nicht bezahlt werden: Es gibt keine gültige Zahlungsart. Bitte hinterlegen Sie eine.",
  },
  "trial-ending": {
    subject: "Ihre Testphase endet am {date}",
    text: "Die Testphase von {name} endet am {date}. Hinterlegen Sie eine Zahlungsart, damit es ohne Pause weitergeht.",
  },
  "account-frozen": {
    subject: "Ihr Konto ist eingefroren",
    text: "{name} ist eingefroren, weil Rechnungen nicht bezahlt wurden. Ihre Daten sind sicher; sobald Sie das Offene zahlen, geht es weiter.",
  },
  "account-cancelled-unpaid": {
    subject: "Ihr Konto wurde gekündigt",
    text: "{name} wurde gekündigt, weil Rechnungen lange nicht bezahlt wurden. Die Daten werden nach einiger Zeit gelöscht.",
  },
  "subscription-cancelled": {
    subject: "Ihr Abonnement wurde gekündigt",
    text: "Ihr Abonnement von {name} wurde gekündigt. Es endet am {date}; bis dahin funktioniert alles.",
  },
  "subscription-still-paused": {
    subject: "Ihr Abonnement bleibt pausiert",
    text: "Ihr Abonnement für {name} bleibt pausiert: Die Rechnung {number}, mit der es weitergehen sollte, wurde nicht bezahlt und ist zurückgenommen. Sie schulden daraus nichts. In Ihrem Konto können Sie jederzeit weitermachen.",
  },
  "refund-sent": {
    subject: "Wir haben {amount} erstattet",
    text: "Wir haben {amount} auf die Zahlungsart erstattet, mit der Sie bezahlt haben. Bis die Bank es zeigt, dauert es einige Tage.",
  },
  "credit-note-issued": {
    subject: "Gutschrift {number} von {seller}",
    text: "Ihre Gutschrift {number} über {amount} ist da.",
  },
  "card-expiring": {
    subject: "Ihre Karte läuft bald ab",
    text: "Die Karte mit den Endziffern {last4} läuft am {date} ab. Bitte hinterlegen Sie eine neue, damit es mit {name} ohne Pause weitergeht.",
  },
  "portal-link": {
    subject: "Ihr Link zu {seller}",
    text: "Öffnen Sie diesen Link, um Ihr Konto zu verwalten. Er gilt einmal und 15 Minuten lang. Haben Sie ihn nicht angefordert, ist diese Mail erledigt: ohne den Link kommt niemand hinein.",
  },
  "mail-change": {
    subject: "Bestätigen Sie Ihre neue E-Mail-Adresse",
    text: "Öffnen Sie diesen Link, damit {seller} Sie von nun an unter dieser Adresse kennt. Er funktioniert einmal, 15 Minuten lang. Haben Sie ihn nicht angefordert, ignorieren Sie diese E-Mail: Ohne den Link ändert sich nichts.",
  },
  "mail-changed": {
    subject: "Ihre E-Mail-Adresse wurde geändert",
    text: "E-Mails und Links zu {name} gehen von nun an an eine andere Adresse: Jemand, der angemeldet war, hat das verlangt und von dort bestätigt. Waren Sie das nicht, schreiben Sie {seller} sofort.",
  },
};
