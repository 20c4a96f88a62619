import type { MailWords } from "./words.ts";

/** What mails to customers say in this language. */
export const ES: MailWords = {
  "payment-received": {
    subject: "Su recibo de {number}",
    text: "Hemos recibido {amount} por la factura {number}. Gracias.",
  },
  "invoice-issued": {
    subject: "Factura {number} de {seller}",
    text: "Su factura {number} de {amount} está disponible.",
  },
  "invoice-due-soon": {
    subject: "La factura {number} vence el {date}",
    text: "La factura {number} de {amount} vence el {date}.",
  },
  "invoice-overdue": {
    subject: "La factura {number} está vencida",
    text: "La factura {number} venció el {date}. Quedan {amount} por pagar. Si ha pagado en los últimos días, ignore este mensaje.",
  },
  "payment-failed": {
    subject: "Su pago de {number} ha fallado",
    text: "No hemos podido cobrar {amount} por la factura {number}. Lo intentaremos de nuevo; revise su método de pago.",
  },
  "payment-action": {
    subject: "Confirme su pago de {number}",
    text: "Su banco le pide que confirme el pago de {amount} por la factura {number}.",
  },
  "payment-method-missing": {
    subject: "Falta un método de pago",
    text: "La factura {number} de {amount} no se puede pagar: no hay ningún método de pago válido. Añada uno.",
  },
  "trial-ending": {
    subject: "Su prueba termina el {date}",
    text: "Su prueba de {name} termina el {date}. Añada un método de pago para continuar sin interrupción.",
  },
  "account-frozen": {
    subject: "Su cuenta está congelada",
    text: "{name} está congelada porque hay facturas sin pagar. Sus datos están a salvo; pague lo pendiente y volverá a funcionar.",
  },
  "account-cancelled-unpaid": {
    subject: "Su cuenta se ha cancelado",
    text: "{name} se ha cancelado porque hubo facturas sin pagar durante mucho tiempo. Sus datos se borrarán pasado un tiempo.",
  },
  "subscription-cancelled": {
    subject: "Su suscripción se ha cancelado",
    text: "Su suscripción a {name} se ha cancelado. Termina el {date}; hasta entonces todo funciona.",
  },
  "subscription-still-paused": {
    subject: "Su suscripción sigue en pausa",
    text: "Su suscripción a {name} sigue en pausa: la factura {number}, con la que debía continuar, no se pagó y queda anulada. No debe nada de ella. Puede continuar cuando quiera desde su cuenta.",
  },
  "refund-sent": {
    subject: "Hemos devuelto {amount}",
    text: "Hemos devuelto {amount} al método de pago con el que pagó. Los bancos tardan unos días en mostrarlo.",
  },
  "credit-note-issued": {
    subject: "Factura rectificativa {number} de {seller}",
    text: "Su factura rectificativa {number} de {amount} está disponible.",
  },
  "card-expiring": {
    subject: "Su tarjeta caduca pronto",
    text: "La tarjeta terminada en {last4} caduca el {date}. Indique una nueva para que {name} continúe sin interrupción.",
  },
  "portal-link": {
    subject: "Su enlace a {seller}",
    text: "Abra este enlace para gestionar su cuenta. Sirve una sola vez, durante 15 minutos. Si no lo ha pedido, ignore este mensaje: sin el enlace nadie entra.",
  },
  "mail-change": {
    subject: "Confirme su nueva dirección de correo",
    text: "Abra este enlace para que {seller} le conozca desde ahora por esta dirección. Funciona una sola vez, durante 15 minutos. Si no lo pidió, ignore este mensaje: sin el enlace nada cambia.",
  },
  "mail-changed": {
    subject: "Su dirección de correo ha cambiado",
    text: "Los mensajes y enlaces sobre {name} van desde ahora a otra dirección: lo pidió alguien que había entrado y lo confirmó desde ella. Si no fue usted, escriba enseguida a {seller}.",
  },
};
