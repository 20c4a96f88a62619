import type { MailWords } from "./words.ts";

/** What mails to customers say in this language. */
export const FR: MailWords = {
  "payment-received": {
    subject: "Votre reçu pour {number}",
    text: "Nous avons reçu {amount} pour la facture {number}. Merci.",
  },
  "invoice-issued": {
    subject: "Facture {number} de {seller}",
    text: "Votre facture {number} de {amount} est disponible.",
  },
  "invoice-due-soon": {
    subject: "La facture {number} arrive à échéance le {date}",
    text: "La facture {number} de {amount} est à payer au plus tard le {date}.",
  },
  "invoice-overdue": {
    subject: "La facture {number} est en retard",
    text: "La facture {number} était à payer au plus tard le {date}. Il reste {amount} à payer. Si vous avez payé ces derniers jours, ignorez ce message.",
  },
  "payment-failed": {
    subject: "Votre paiement pour {number} a échoué",
    text: "Nous n’avons pas pu prélever {amount} pour la facture {number}. Nous réessaierons ; vérifiez votre moyen de paiement.",
  },
  "payment-action": {
    subject: "Confirmez votre paiement pour {number}",
    text: "Votre banque vous demande de confirmer le paiement de {amount} pour la facture {number}.",
  },
  "payment-method-missing": {
    subject: "Il manque un moyen de paiement",
    text: "La facture {number} de {amount} ne peut pas être payée : aucun moyen de paiement n’est valable. Ajoutez-en un.",
  },
  "trial-ending": {
    subject: "Votre essai se termine le {date}",
    text: "Votre essai de {name} se termine le {date}. Ajoutez un moyen de paiement pour continuer sans interruption.",
  },
  "account-frozen": {
    subject: "Votre compte est gelé",
    text: "{name} est gelé car des factures n’ont pas été payées. Vos données sont en sécurité ; réglez ce qui est dû et tout reprend.",
  },
  "account-cancelled-unpaid": {
    subject: "Votre compte a été résilié",
    text: "{name} a été résilié car des factures sont restées longtemps impayées. Ses données seront supprimées après un certain temps.",
  },
  "subscription-cancelled": {
    subject: "Votre abonnement a été résilié",
    text: "Votre abonnement à {name} a été résilié. Il prend fin le {date} ; d’ici là, tout fonctionne.",
  },
  "subscription-still-paused": {
    subject: "Votre abonnement reste en pause",
    text: "Votre abonnement à {name} reste en pause : la facture {number}, avec laquelle il devait reprendre, n’a pas été payée et est annulée. Vous n’en devez rien. Reprenez quand vous le souhaitez depuis votre compte.",
  },
  "refund-sent": {
    subject: "Nous avons remboursé {amount}",
    text: "Nous avons renvoyé {amount} sur le moyen de paiement utilisé. Les banques mettent quelques jours à l’afficher.",
  },
  "credit-note-issued": {
    subject: "Avoir {number} de {seller}",
    text: "Votre avoir {number} de {amount} est disponible.",
  },
  "card-expiring": {
    subject: "Votre carte expire bientôt",
    text: "La carte se terminant par {last4} expire le {date}. Indiquez-en une nouvelle pour que {name} continue sans interruption.",
  },
  "portal-link": {
    subject: "Votre lien vers {seller}",
    text: "Ouvrez ce lien pour gérer votre compte. Il sert une seule fois, pendant 15 minutes. Si vous ne l’avez pas demandé, ignorez ce message : sans le lien, personne n’entre.",
  },
  "mail-change": {
    subject: "Confirmez votre nouvelle adresse e-mail",
    text: "Ouvrez ce lien pour que {seller} vous connaisse désormais sous cette adresse. Il fonctionne une seule fois, pendant 15 minutes. Si vous ne l’avez pas demandé, ignorez cet e-mail : sans le lien, rien ne change.",
  },
  "mail-changed": {
    subject: "Votre adresse e-mail a été modifiée",
    text: "Les e-mails et les liens concernant {name} sont désormais envoyés à une autre adresse : une personne connectée l’a demandé et l’a confirmé depuis celle-ci. Si ce n’était pas vous, écrivez immédiatement à {seller}.",
  },
};
