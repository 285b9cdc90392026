# Every sentence of the pages. A translator changes what stands behind "=", and leaves names and what is in braces as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
title = Su suscripción
nothing-is-real = Aquí nada es real: un emulador hace las veces de ProAbono y no se mueve dinero.
frame-title = Su suscripción, planes, pago y facturas, por ProAbono
skip = Ir a su suscripción
signed-in-as = Cuenta:
sign-in = Acceder
sign-out = Salir
back = Volver
back-to = Volver a { $application }
new-tab = Abrir en otra pestaña
open-widget = Gestionar la suscripción
support = Pedir ayuda
contact = Contacto
retry = Reintentar
retry-now = Reintentar ahora
go-on = Continuar
see-subscription = Ver la suscripción
request-id = Cuando pida ayuda, indique este número:

## Above the frame
more = Más
choose-plan = Elegir un plan
menu-change-plan = Cambiar de plan
menu-payment-method = Forma de pago
menu-invoices = Últimas facturas
menu-load-again = Recargar
invoice-pdf = Factura (PDF)
chip-overdue = Pago atrasado
chip-paused = En pausa
chip-confirming = Pago en camino
chip-ending = Finaliza
chip-trial = Prueba
chip-active = Activa
fact-overdue = { $amount } por pagar desde el { $date }
fact-overdue-undated = { $amount } con pago atrasado
fact-paused-unpaid = En pausa por impago de { $amount }
fact-paused-method = En pausa porque falta una forma de pago
fact-paused = En pausa. Podemos darle más información.
fact-confirming = Su banco está confirmando el pago de { $amount }
fact-ending = Disponible hasta el { $date }, sin renovación
fact-trial = Gratis hasta el { $date }; después, { $price }
fact-trial-unpriced = Gratis hasta el { $date }
fact-next-payment = Próximo pago: { $amount } el { $date }
fact-renews = Se renueva el { $date }, { $price }
fact-renews-unpriced = Se renueva el { $date }
fact-none = Sin plan por ahora. Podrá cambiarlo o cancelarlo cuando quiera.
# A price: the number with its digits, and the sign or the code of the currency.
money = { $number } { $symbol }
# Prices of a period, and of several.
per-day = { $amount } al día
per-week = { $amount } a la semana
per-month = { $amount } al mes
per-year = { $amount } al año
every-days = { $amount } cada { $count } días
every-weeks = { $amount } cada { $count } semanas
every-months = { $amount } cada { $count } meses
every-years = { $amount } cada { $count } años
before-tax = { $price }, sin impuestos
pay = Pagar { $amount }
keep = Mantener { $plan }
add-payment-method = Añadir una forma de pago
used = { $used } de { $included }

## The overview
invoices = Facturas
included = Incluido
all-details = Todos los detalles
without-tax = Sin impuestos
replace-method = Cambiar
method-card = Tarjeta
method-debit = Domiciliación bancaria
method-transfer = Transferencia bancaria
chip-paid = Pagada
chip-due = Por pagar

## In the page, while it is open
a-moment = Esto tarda un momento.
slow = Está tardando más de lo habitual.
too-old = Esta página lleva un rato abierta. Recárguela para continuar.
step-stopped = Este paso no se puede mostrar dentro de esta página.
changed = Su suscripción ha cambiado.
show-changed = Ver
session-over = La sesión se ha cerrado.
sign-in-again = Volver a acceder
# The heading of a page that a link has opened, whatever it is about.
from-link-title = Facturación
from-link = Esta página se ha abierto desde un enlace.
from-link-home = Ir a su propia suscripción
link-refused = El enlace que ha seguido no se puede abrir aquí, así que le mostramos la página de inicio de su suscripción. Si el enlace le llegó por correo electrónico, pídanos uno nuevo.
unknown-offer = El plan elegido ya no se ofrece. Estos son los planes entre los que puede elegir.
insite-failed = No se ha podido cargar su suscripción. No se ha perdido nada ni se ha cobrado nada.
no-script = Su suscripción se muestra mediante un script. Permita los scripts en esta página.

## The names of the workflows
walking-subscribe = Suscribirse
walking-change-plan = Cambiar de plan
walking-restart = Reanudar su suscripción
walking-payment-method = Su forma de pago
walking-pay-invoice = Pagar su factura

## Coming back from ProAbono's pages
returned-restart = Su suscripción continúa
returned-options = Sus opciones
returned-permission = Su forma de pago
returned-invoice = Su factura
returned-elsewhere = Hola de nuevo
returned-nocharge = No había nada que pagar.
returned-paid = El pago se ha realizado
returned-registered = Gracias. En su suscripción puede ver la forma de pago que se utiliza.
returned-due = Se ha emitido una factura. Páguela de la forma que en ella se indica.
returned-unsaid = En su suscripción puede ver el estado actual.
returned-on-plan = Su plan ahora es { $plan }
returned-change-at-once = El cambio se ha aplicado de inmediato.
returned-ends = { $plan } termina el { $date }
    .text = Puede utilizarlo hasta entonces y no se le cobrará nada más.
returned-ended = { $plan } ha terminado
returned-cancelled = Ha salido antes de terminar
    .text = Puede empezar de nuevo cuando quiera.
returned-failed = No ha funcionado
    .text = No se ha podido completar la operación. En su suscripción puede ver el estado actual; inténtelo allí de nuevo.
returned-payment-failed = No se ha podido realizar el pago
    .text = Revise la tarjeta o pague de otra forma.
returned-still-on = Su plan sigue siendo { $plan }. Revise la tarjeta o pague de otra forma.
paid-today = Pagado hoy
next-payment = Próximo pago
next-payment-on = { $amount }, { $date }
plan = Plan
amount = Importe

## Waiting for a confirmation
waiting = Estamos esperando la confirmación
    .text = Esta página lo comprueba por sí sola. Puede cerrarla: no se pierde nada. No repita la operación.
waiting-bank = Su banco está confirmando el pago
    .text = Esta página lo comprueba por sí sola. Puede cerrarla: no se pierde nada. No vuelva a pagar.
look-again = Comprobar ahora
not-waiting = ¿No acaba de comprar ni de cambiar nada?
not-waiting-go = Ver mi suscripción

## Plans that anybody may see
plans = Planes
no-plans = En este momento no se ofrece ningún plan. Vuelva más tarde.
unlimited = sin límite
choose = Elegir

## Signing in and out
continue-question = ¿Continuar con esta cuenta?
continue-text = Va a ver la suscripción y las facturas de:
continue-instead = En este navegador está abierta la sesión de otra persona, que se cerrará:
continue-yes = Sí, continuar
continue-no = No, no soy yo
signed-out = Sesión cerrada
    .text = Su suscripción ya no se muestra en este navegador.
sign-out-question = ¿Desea cerrar la sesión?
    .text = Su suscripción sigue tal cual; simplemente dejará de mostrarse en este navegador.
leaving = Sesión cerrada aquí
    .text = Ahora pasará al servicio con el que inició la sesión, para cerrarla también allí.
still-there = El servicio con el que inició la sesión no responde, por lo que es posible que siga abierta allí. En un equipo que usen otras personas, cierre también el navegador.
not-signed-in = Inicie sesión para ver su suscripción
    .text = Después volverá directamente aquí.
sessions-away = No podemos reconocerle en este momento
    .text = Ahora mismo no podemos saber de quién es la sesión, así que no se muestra nada. No se ha perdido nada. Vuelva a intentarlo en un momento.
sign-in-failed = No se ha completado el inicio de sesión
    .text = Ha tardado demasiado, ya se había utilizado o se empezó en otro navegador. No se ha perdido nada: empiece de nuevo.
sign-in-denied = No se ha iniciado sesión
    .text = El inicio de sesión se ha cancelado o no se ha permitido. No se ha perdido nada: empiece de nuevo cuando quiera, quizá con otra cuenta.
sign-in-refused = No hemos podido iniciar su sesión
    .text = El servicio de inicio de sesión nos ha dado una respuesta en la que no debemos confiar o que no dice lo suficiente, así que no se muestra nada. Empiece de nuevo; si eso no ayuda, pida ayuda.
sign-in-away = No se puede iniciar sesión en este momento
    .text = El servicio de inicio de sesión no responde ahora mismo. No se ha perdido nada. Vuelva a intentarlo en un momento.
from-elsewhere = Esto no procede de nuestra página
    .text = La solicitud venía de una página ajena, así que no se ha hecho nada. Si fue usted, vuelva a hacerlo desde aquí.
identity-refused = No hemos podido reconocerle
    .text = Su inicio de sesión nos ha llegado en una forma en la que no debemos confiar, así que no se muestra nada. Cierre la sesión, vuelva a iniciarla y abra de nuevo su suscripción; si eso no ayuda, pida ayuda.

## What went wrong
suspended = Su cuenta está suspendida
    .text = Su plan y sus facturas no se pueden abrir hasta que la cuenta vuelva a estar activa. Escríbanos y lo veremos con usted.
too-often = Han sido demasiadas veces
    .text = Esta página se ha abierto muchas veces en poco tiempo. Espere un momento y vuelva a intentarlo.
# $time is the sentence "seconds", which goes down in the page.
trying-again = Nuevo intento en { $time }.
seconds = { $count } segundos
unreachable = La facturación no responde en este momento
    .text = Su suscripción no cambia por ello y abrir esta página no ha generado ningún cobro.
too-slow = La facturación tarda demasiado en responder
    .text = Su suscripción no cambia por ello y abrir esta página no ha generado ningún cobro.
refused = No se puede mostrar su suscripción
    .text = El fallo es nuestro y no hay nada que usted pueda cambiar. Pida ayuda o vuelva a intentarlo más tarde.
nothing-to-open = Su página de suscripción no está lista
    .text = Conocemos su cuenta, pero no hay ninguna página suya que se pueda mostrar aquí. El fallo es nuestro. Pida ayuda o vuelva a intentarlo más tarde.
not-found = Página no encontrada
    .text = No hay nada en esta dirección.
method-not-allowed = Esto no se puede hacer aquí
    .text = Esta dirección no admite este tipo de solicitudes.
internal = Algo ha fallado
    .text = No se ha podido crear esta página. El fallo es nuestro. Vuelva a intentarlo en un momento.
not-offered-plans = No hay ningún plan que elegir en este momento
    .text = Ahora mismo no se ofrece ningún plan para su cuenta. Vuelva a intentarlo más tarde o pida ayuda.
not-offered-subscribe = Este plan no se puede contratar en este momento
    .text = Ahora mismo no se ofrece para su cuenta, quizá porque ya lo tiene. En su suscripción puede ver lo que tiene.
not-offered-change-plan = No hay ningún plan al que cambiar en este momento
    .text = Puede cambiar de plan mientras haya una suscripción en curso. En su suscripción puede ver lo que tiene.
not-offered-restart = No hay nada que reanudar
    .text = Esta suscripción está en curso o ha terminado definitivamente. En su suscripción puede ver lo que puede hacer.
not-offered-payment-method = No se puede registrar ninguna forma de pago en este momento
    .text = Su cuenta no admite ninguna por ahora. Vuelva a intentarlo más tarde o pida ayuda.
not-offered-pay-invoice = No hay nada que pagar en línea
    .text = Esta factura ya está saldada o no se paga en esta página. En su suscripción puede ver sus facturas.
not-offered-subscription = Esta suscripción no se puede mostrar en este momento
    .text = Por ahora no hay ninguna página sobre ella. En su suscripción puede ver lo que tiene.

## The chat
open-chat = Abrir el chat
chat-offline = En este momento no hay nadie en el chat.
chat-online = ¿Preguntas? Estamos en el chat.
chat-busy = En este momento no hay nadie libre en el chat.
chat-window-open = El chat está abierto.
chat-session-created = Espere, por favor: alguien le responderá en el chat.
chat-session-started = Está hablando con nuestro equipo en el chat.
chat-session-ended = La conversación en el chat ha terminado.
