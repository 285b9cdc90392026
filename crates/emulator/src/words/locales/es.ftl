# The sentences of the hosted pages, and of the prices of the API. What stands in braces stays as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
banner = Emulador de ProAbono: aquí nada es real
banner_label = Emulador
brand = Facturación de { $merchant }
to_subscription = Ver su suscripción
to_application = Volver a la aplicación
cancel = Cancelar
closed = Página cerrada

## Dates and prices
date = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
decimal_point = ,
group_mark = .
money = { $number }{ "\u00A0" }{ $symbol }
per = { $unit ->
    [Day] al día
    [Week] a la semana
    [Month] al mes
   *[Year] al año
}
every = { $unit ->
    [Day] cada { $count } días
    [Week] cada { $count } semanas
    [Month] cada { $count } meses
   *[Year] cada { $count } años
}
before_tax = { $per }, sin impuestos
optional_price = opcional +{ $amount }
unit_price = +{ $amount } por unidad adicional
unit_price_from = desde { $amount } por unidad adicional

## Plans
plan = Plan { $plan }
your_plan = Su plan
your_subscription = Su suscripción
subscription = Suscripción { $plan }
choose_plan = Elija su plan
choose = Elegir { $plan }
no_subscription = Todavía no tiene ninguna suscripción. Podrá cambiar de plan en cualquier momento.
plans = Planes
plans_and_prices = Planes y precios
prices_before_tax = Los precios no incluyen impuestos.
change_your_plan = Cambiar de plan
since = Desde el
renews_on = Se renueva el
ends_on = Finaliza el
ended_on = Finalizó el
state_waiting = A la espera del banco
state_ending = Finaliza
state_active = Activa
state_suspended = En pausa
state_draft = Sin empezar
state_ended = Finalizada
subscribe = Suscribirse
restart = Reanudar
keep_plan = Mantener este plan
change_plan = Cambiar de plan
change_options = Cambiar las opciones
end_plan = Cancelar este plan

## Invoices
invoice = Factura
invoice_numbered = Factura { $number }
invoices = Facturas
your_invoices = Sus facturas
no_invoices = Todavía ninguna.
pay = Pagar
pay_now = Pagar ahora
pay_amount = Pagar { $amount }
pay_invoice = Pagar la factura { $number }
overdue_label = Factura atrasada
overdue = { $amount } con pago atrasado.
overdue_since = La fecha límite de pago de la factura { $number } era el { $date }.
invoice_paid = Pagada
invoice_refused = Tarjeta rechazada
invoice_overdue = Atrasada
invoice_open = Por pagar
with_tax = impuestos incluidos
number = Número
issued_on = Emitida el
to_be_paid_by = Fecha límite de pago
invoice_is_paid = Esta factura está pagada. Gracias.
bank_confirms_invoice = Su banco todavía no ha confirmado el pago; ya no tiene que hacer nada más.
bank_confirms = Su banco todavía no ha confirmado el pago. En cuanto lo haga, todo seguirá por sí solo.

## Payment methods
payment = Pago
payment_method = Forma de pago
no_payment_method = Todavía ninguna.
replace_method = Sustituir
add_method = Añadir
card = Tarjeta
another_card = Otra tarjeta
card_ending = Tarjeta terminada en { $digits }
bank_debit = Domiciliación bancaria
bank_debit_later = Domiciliación bancaria, que el banco confirma más tarde
bank_transfer = Transferencia bancaria, con factura
replaces_method = Sustituye a la anterior: { $method }.
used_for_renewals = Se usará en cada renovación.
save = Guardar
sample_card = Ya aparece una tarjeta de muestra. No escriba nunca aquí un número de tarjeta real.
card_number = Número de tarjeta
expiry = Caducidad
security_code = Código de seguridad
refused_cards = Tarjetas de muestra que el banco rechaza
insufficient_funds = fondos insuficientes
rejected = rechazada
card_without_funds = El banco ha rechazado esta tarjeta: fondos insuficientes.
card_rejected = El banco ha rechazado esta tarjeta.
card_unknown = No es una de las tarjetas de muestra. No escriba nunca aquí un número de tarjeta real.
no_way_to_pay = Aquí no existe esa forma de pago.
same_method = Esa ya es la forma de pago.

## Subscribing and changing
subscribe_to = Suscribirse a { $plan }
change_to = Cambiar a { $plan }
you_have = Ya tiene { $plan }
replaces_plan = Su plan actual { $plan } se sustituye de inmediato.
has_plan = Ya es su plan; no hay nada que pagar.
subscribe_and_pay = Suscribirse y pagar { $amount }
with_tax_rate = Con impuestos (20 %)
change_impossible = Ahora no es posible hacer este cambio.
options_of = Opciones de { $plan }
options_price = Cantidad incluida: { $included }. Cada unidad adicional cuesta { $amount } { $per }, sin impuestos.
change = Cambiar
no_quantity = No es una cantidad válida.
restart_plan = Reanudar { $plan }
restart_and_pay = Reanudar y pagar { $amount }
runs_already = La suscripción ya está activa o ha finalizado.
restart_impossible = Ahora no es posible reanudar la suscripción.
end_of = Cancelar { $plan }
runs_until = El plan sigue activo hasta el { $date } y no se renueva. Hasta entonces puede cambiar de idea.
end_costs = La cancelación cuesta { $amount }.

## The ends of workflows
failed = No ha funcionado
failed_text = No se ha cambiado ni pagado nada.
thank_you = Gracias
invoice_settled = La factura { $number } está pagada.
invoice_pending = Su banco confirmará el pago de la factura { $number }.
invoice_due = Pague la factura { $number } por transferencia bancaria.
options_changed = Sus opciones han cambiado
options_now = { $feature }: { $count }.
card_saved = A partir de ahora se usará la tarjeta terminada en { $digits }.
debit_saved = A partir de ahora los pagos se cargarán en su cuenta bancaria.
transfer_saved = A partir de ahora pagará sus facturas por transferencia bancaria.
method_saved = Forma de pago guardada
runs_again = Su plan vuelve a estar activo
goes_on = Su plan { $plan } continúa.
welcome = Le damos la bienvenida
plan_changed = Su plan ha cambiado
plan_pending = Su plan { $plan } estará activo en cuanto su banco lo confirme.
plan_free = Su plan { $plan } está activo. No había nada que pagar.
plan_paid = Su plan { $plan } está activo. Importe pagado: { $amount }.
plan_due = Su plan { $plan } está activo. Pague la factura de { $amount }.
plan_will_end = Su cancelación está registrada
plan_until = Su plan { $plan } sigue activo hasta el { $date }.

## Pages that do not open
no_page = Esta página no existe
no_page_text = El emulador no tiene ninguna página en esta dirección.
portal_not_set_up = El portal no está configurado
widget_not_set_up = El widget no está configurado
wrong_parameters = Un parámetro no está documentado o aparece dos veces.
wrong_business = Los ajustes no indican esta empresa.
wrong_segment = Los ajustes no indican ningún segmento de esta empresa.
wrong_customer = Los ajustes no indican ninguna cuenta de cliente de este segmento.
wrong_metadata = Los metadatos tienen más de 4 nombres o más de 450 caracteres, o contienen varios niveles.
refused = Esta página se ha rechazado
refused_text = Nada demuestra que la aplicación haya indicado esta cuenta: el hash falta o es incorrecto.
of_somebody_else = Esta página es de otra cuenta
of_somebody_else_text = No se creó para la cuenta que tiene la sesión iniciada.
expired = Este enlace ha caducado
expired_text = Los enlaces a las páginas de facturación solo valen unos minutos. Vuelva a la aplicación y abra la página de nuevo.
suspended = Su acceso está suspendido
suspended_text = La empresa ha suspendido esta cuenta. Póngase en contacto con ella.
no_sign_up = Todavía no es posible registrarse
no_sign_up_left_out = Aquí se permite suscribirse sin cuenta, pero el emulador no lo ofrece.
no_sign_up_address = La empresa debe configurar la dirección del registro: UrlOffersAnonymousSelection.
other_merchant = Su suscripción en { $merchant }
other_merchant_text = Esta página es de otra empresa que también factura con el mismo servicio. Si aparece dentro de la aplicación de { $merchant }, una persona ajena ha enviado el enlace.
