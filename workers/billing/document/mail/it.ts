import type { MailWords } from "./words.ts";

/** What mails to customers say in this language. */
export const IT: MailWords = {
  "payment-received": {
    subject: "La sua ricevuta per {number}",
    text: "Abbiamo ricevuto {amount} per la fattura {number}. Grazie.",
  },
  "invoice-issued": {
    subject: "Fattura {number} di {seller}",
    text: "La sua fattura {number} di {amount} è disponibile.",
  },
  "invoice-due-soon": {
    subject: "La fattura {number} scade il {date}",
    text: "La fattura {number} di {amount} scade il {date}.",
  },
  "invoice-overdue": {
    subject: "La fattura {number} è scaduta",
    text: "La fattura {number} è scaduta il {date}. Restano da pagare {amount}. Se ha pagato negli ultimi giorni, ignori questo messaggio.",
  },
  "payment-failed": {
    subject: "Il suo pagamento per {number} non è riuscito",
    text: "Non siamo riusciti ad addebitare {amount} per la fattura {number}. Riproveremo; verifichi il metodo di pagamento.",
  },
  "payment-action": {
    subject: "Confermi il pagamento per {number}",
    text: "La sua banca le chiede di confermare il pagamento di {amount} per la fattura {number}.",
  },
  "payment-method-missing": {
    subject: "Manca un metodo di pagamento",
    text: "La fattura {number} di {amount} non può essere pagata: non c’è un metodo di pagamento valido. Ne aggiunga uno.",
  },
  "trial-ending": {
    subject: "La sua prova termina il {date}",
    text: "La prova di {name} termina il {date}. Aggiunga un metodo di pagamento per continuare senza interruzioni.",
  },
  "account-frozen": {
    subject: "Il suo account è congelato",
    text: "{name} è congelato perché alcune fatture non sono state pagate. I dati sono al sicuro; paghi quanto dovuto e tutto riprende.",
  },
  "account-cancelled-unpaid": {
    subject: "Il suo account è stato disdetto",
    text: "{name} è stato disdetto perché alcune fatture sono rimaste a lungo non pagate. I dati verranno cancellati dopo un certo tempo.",
  },
  "subscription-cancelled": {
    subject: "Il suo abbonamento è stato disdetto",
    text: "Il suo abbonamento a {name} è stato disdetto. Termina il {date}; fino ad allora tutto funziona.",
  },
  "subscription-still-paused": {
    subject: "Il tuo abbonamento resta in pausa",
    text: "Il tuo abbonamento a {name} resta in pausa: la fattura {number}, con cui doveva riprendere, non è stata pagata ed è annullata. Non devi nulla. Puoi riprendere quando vuoi dal tuo account.",
  },
  "refund-sent": {
    subject: "Abbiamo rimborsato {amount}",
    text: "Abbiamo restituito {amount} al metodo di pagamento usato. Le banche impiegano alcuni giorni a mostrarlo.",
  },
  "credit-note-issued": {
    subject: "Nota di credito {number} di {seller}",
    text: "La sua nota di credito {number} di {amount} è disponibile.",
  },
  "card-expiring": {
    subject: "La sua carta sta per scadere",
    text: "La carta che termina con {last4} scade il {date}. Ne inserisca una nuova perché {name} continui senza interruzioni.",
  },
  "portal-link": {
    subject: "Il tuo link per {seller}",
    text: "Apri questo link per gestire il tuo account. Funziona una sola volta, per 15 minuti. Se non lo hai chiesto, ignora questo messaggio: senza il link nessuno entra.",
  },
  "mail-change": {
    subject: "Confermi il nuovo indirizzo e-mail",
    text: "Apra questo link perché {seller} la conosca d’ora in poi con questo indirizzo. Funziona una sola volta, per 15 minuti. Se non l’ha chiesto lei, ignori questa e-mail: senza il link non cambia nulla.",
  },
  "mail-changed": {
    subject: "Il suo indirizzo e-mail è stato cambiato",
    text: "Le e-mail e i link su {name} vanno d’ora in poi a un altro indirizzo: lo ha chiesto qualcuno che era entrato e lo ha confermato da lì. Se non è stato lei, scriva subito a {seller}.",
  },
};
