import type { MailWords } from "./words.ts";

/** What mails to customers say in this language. */
export const NL: MailWords = {
  "payment-received": {
    subject: "Uw betaalbewijs voor {number}",
    text: "We hebben {amount} ontvangen voor factuur {number}. Bedankt.",
  },
  "invoice-issued": { subject: "Factuur {number} van {seller}", text: "Uw factuur {number} van {amount} staat klaar." },
  "invoice-due-soon": {
    subject: "Factuur {number} vervalt op {date}",
    text: "Factuur {number} van {amount} vervalt op {date}.",
  },
  "invoice-overdue": {
    subject: "Factuur {number} is te laat",
    text: "Factuur {number} verviel op {date}. Er moet nog {amount} worden betaald. Hebt u de laatste dagen betaald, dan kunt u deze mail negeren.",
  },
  "payment-failed": {
    subject: "Uw betaling voor {number} is mislukt",
    text: "We konden {amount} voor factuur {number} niet afschrijven. We proberen het opnieuw; controleer uw betaalmethode.",
  },
  "payment-action": {
    subject: "Bevestig uw betaling voor {number}",
    text: "Uw bank wil dat u de betaling van {amount} voor factuur {number} bevestigt.",
  },
  "payment-method-missing": {
    subject: "Er ontbreekt een betaalmethode",
    text: "Factuur {number} van {amount} kan niet worden betaald: er is geen geldige betaalmethode. Voeg er een toe.",
  },
  "trial-ending": {
    subject: "Uw proefperiode eindigt op {date}",
    text: "Uw proefperiode van {name} eindigt op {date}. Voeg een betaalmethode toe om zonder onderbreking door te gaan.",
  },
  "account-frozen": {
    subject: "Uw account is bevroren",
    text: "{name} is bevroren omdat facturen niet zijn betaald. Uw gegevens zijn veilig; betaal wat openstaat en alles werkt weer.",
  },
  "account-cancelled-unpaid": {
    subject: "Uw account is opgezegd",
    text: "{name} is opgezegd omdat facturen lange tijd niet zijn betaald. De gegevens worden na enige tijd verwijderd.",
  },
  "subscription-cancelled": {
    subject: "Uw abonnement is opgezegd",
    text: "Uw abonnement op {name} is opgezegd. Het eindigt op {date}; tot dan werkt alles.",
  },
  "subscription-still-paused": {
    subject: "Uw abonnement blijft gepauzeerd",
    text: "Uw abonnement op {name} blijft gepauzeerd: factuur {number}, waarmee het verder zou gaan, is niet betaald en ingetrokken. U bent daarvan niets verschuldigd. Ga verder wanneer u wilt vanuit uw account.",
  },
  "refund-sent": {
    subject: "We hebben {amount} terugbetaald",
    text: "We hebben {amount} teruggestort via de betaalmethode waarmee u betaalde. Banken hebben enkele dagen nodig om het te tonen.",
  },
  "credit-note-issued": {
    subject: "Creditnota {number} van {seller}",
    text: "Uw creditnota {number} van {amount} staat klaar.",
  },
  "card-expiring": {
    subject: "Uw kaart verloopt binnenkort",
    text: "De kaart die eindigt op {last4} verloopt op {date}. Voer een nieuwe in zodat {name} zonder onderbreking doorgaat.",
  },
  "portal-link": {
    subject: "Uw link naar {seller}",
    text: "Open deze link om uw account te beheren. Hij werkt één keer, 15 minuten lang. Hebt u er niet om gevraagd, negeer deze mail dan: zonder de link komt niemand binnen.",
  },
  "mail-change": {
    subject: "Bevestig uw nieuwe e-mailadres",
    text: "Open deze link zodat {seller} u voortaan onder dit adres kent. Hij werkt één keer, 15 minuten lang. Hebt u er niet om gevraagd, negeer deze e-mail dan: zonder de link verandert er niets.",
  },
  "mail-changed": {
    subject: "Uw e-mailadres is gewijzigd",
    text: "E-mails en links over {name} gaan voortaan naar een ander adres: iemand die was aangemeld heeft daarom gevraagd en het vandaar bevestigd. Was u dat niet, schrijf dan meteen aan {seller}.",
  },
};
