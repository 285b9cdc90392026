# The sentences of the hosted pages, and of the prices of the API. What stands in braces stays as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
banner = Emulador do ProAbono: nada aqui é real
banner_label = Emulador
brand = Faturamento de { $merchant }
to_subscription = Ver a assinatura
to_application = Voltar ao aplicativo
cancel = Cancelar
closed = Página fechada

## Dates and prices
date = { $day ->
    [1] 1º
   *[other] { $day }
} de { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
} de { $year }
decimal_point = ,
group_mark = .
money = { $symbol }{ "\u00A0" }{ $number }
per = { $unit ->
    [Day] por dia
    [Week] por semana
    [Month] por mês
   *[Year] por ano
}
every = { $unit ->
    [Day] a cada { $count } dias
    [Week] a cada { $count } semanas
    [Month] a cada { $count } meses
   *[Year] a cada { $count } anos
}
before_tax = { $per }, sem impostos
optional_price = opcional +{ $amount }
unit_price = +{ $amount } por unidade adicional
unit_price_from = a partir de { $amount } por unidade adicional

## Plans
plan = Plano { $plan }
your_plan = Seu plano
your_subscription = Sua assinatura
subscription = Assinatura { $plan }
choose_plan = Escolha seu plano
choose = Escolher { $plan }
no_subscription = Ainda não há nenhuma assinatura. É possível mudar de plano a qualquer momento.
plans = Planos
plans_and_prices = Planos e preços
prices_before_tax = Os preços não incluem impostos.
change_your_plan = Mudar de plano
since = Desde
renews_on = Renovação em
ends_on = Termina em
ended_on = Terminou em
state_waiting = Aguardando o banco
state_ending = Termina
state_active = Ativa
state_suspended = Em pausa
state_draft = Ainda não iniciada
state_ended = Encerrada
subscribe = Assinar
restart = Retomar
keep_plan = Manter este plano
change_plan = Mudar de plano
change_options = Mudar as opções
end_plan = Cancelar este plano

## Invoices
invoice = Fatura
invoice_numbered = Fatura { $number }
invoices = Faturas
your_invoices = Suas faturas
no_invoices = Ainda nenhuma.
pay = Pagar
pay_now = Pagar agora
pay_amount = Pagar { $amount }
pay_invoice = Pagar a fatura { $number }
overdue_label = Fatura em atraso
overdue = { $amount } em atraso.
overdue_since = A fatura { $number } venceu em { $date }.
invoice_paid = Paga
invoice_refused = Cartão recusado
invoice_overdue = Em atraso
invoice_open = A pagar
with_tax = com impostos
number = Número
issued_on = Emitida em
to_be_paid_by = Vencimento
invoice_is_paid = Esta fatura está paga. Agradecemos.
bank_confirms_invoice = O banco ainda não confirmou o pagamento; não há mais nada a fazer.
bank_confirms = O banco ainda não confirmou o pagamento. Assim que confirmar, tudo segue sozinho.

## Payment methods
payment = Pagamento
payment_method = Forma de pagamento
no_payment_method = Ainda nenhuma.
replace_method = Substituir
add_method = Adicionar
card = Cartão
another_card = Outro cartão
card_ending = Cartão com final { $digits }
bank_debit = Débito em conta
bank_debit_later = Débito em conta, que o banco confirma depois
bank_transfer = Transferência bancária, com fatura
replaces_method = Ela substitui a anterior: { $method }.
used_for_renewals = Ela será usada em cada renovação.
save = Salvar
sample_card = Um cartão de teste já está preenchido. Nunca digite aqui o número de um cartão verdadeiro.
card_number = Número do cartão
expiry = Validade
security_code = Código de segurança
refused_cards = Cartões de teste que o banco recusa
insufficient_funds = saldo insuficiente
rejected = recusado
card_without_funds = O banco recusou este cartão: saldo insuficiente.
card_rejected = O banco recusou este cartão.
card_unknown = Este não é um dos cartões de teste. Nunca digite aqui o número de um cartão verdadeiro.
no_way_to_pay = Essa forma de pagamento não existe aqui.
same_method = Essa já é a forma de pagamento.

## Subscribing and changing
subscribe_to = Assinar { $plan }
change_to = Mudar para { $plan }
you_have = Seu plano já é { $plan }
replaces_plan = Seu plano atual { $plan } é substituído imediatamente.
has_plan = Este já é seu plano; não há nada a pagar.
subscribe_and_pay = Assinar e pagar { $amount }
with_tax_rate = Com impostos (20%)
change_impossible = Esta mudança não é possível agora.
options_of = Opções de { $plan }
options_price = Quantidade incluída: { $included }. Cada unidade adicional custa { $amount } { $per }, sem impostos.
change = Mudar
no_quantity = Esta não é uma quantidade válida.
restart_plan = Retomar { $plan }
restart_and_pay = Retomar e pagar { $amount }
runs_already = A assinatura já está ativa ou terminou.
restart_impossible = A assinatura não pode ser retomada agora.
end_of = Cancelar { $plan }
runs_until = O plano continua até { $date } e não será renovado. Até lá, é possível mudar de ideia.
end_costs = O cancelamento custa { $amount }.

## The ends of workflows
failed = Não deu certo
failed_text = Nada foi alterado e nada foi pago.
thank_you = Agradecemos
invoice_settled = A fatura { $number } está paga.
invoice_pending = O banco confirmará o pagamento da fatura { $number }.
invoice_due = Pague a fatura { $number } por transferência bancária.
options_changed = Suas opções mudaram
options_now = { $feature }: { $count }.
card_saved = A partir de agora será usado o cartão com final { $digits }.
debit_saved = A partir de agora os valores serão debitados da sua conta bancária.
transfer_saved = A partir de agora as faturas serão pagas por transferência bancária.
method_saved = Forma de pagamento salva
runs_again = Seu plano está ativo de novo
goes_on = Seu plano { $plan } continua.
welcome = Boas-vindas
plan_changed = Seu plano mudou
plan_pending = Seu plano { $plan } ficará ativo assim que o banco confirmar.
plan_free = Seu plano { $plan } está ativo. Não havia nada a pagar.
plan_paid = Seu plano { $plan } está ativo. Valor pago: { $amount }.
plan_due = Seu plano { $plan } está ativo. Pague a fatura de { $amount }.
plan_will_end = Seu cancelamento está registrado
plan_until = Seu plano { $plan } continua até { $date }.

## Pages that do not open
no_page = Esta página não existe
no_page_text = O emulador não tem nenhuma página neste endereço.
portal_not_set_up = O portal não está configurado
widget_not_set_up = O widget não está configurado
wrong_parameters = Um parâmetro não está documentado ou aparece duas vezes.
wrong_business = As configurações não indicam esta empresa.
wrong_segment = As configurações não indicam nenhum segmento desta empresa.
wrong_customer = As configurações não indicam nenhuma conta de cliente deste segmento.
wrong_metadata = Os metadados têm mais de 4 nomes ou mais de 450 caracteres, ou têm vários níveis.
refused = Esta página foi recusada
refused_text = Nada prova que o aplicativo indicou esta conta: o hash falta ou está errado.
of_somebody_else = Esta página é de outra conta
of_somebody_else_text = Ela não foi criada para a conta que está em uso.
expired = Este link expirou
expired_text = Os links para páginas de faturamento valem só alguns minutos. Volte ao aplicativo e abra a página de novo.
suspended = Seu acesso está suspenso
suspended_text = A empresa suspendeu esta conta. Entre em contato com ela.
no_sign_up = O cadastro ainda não é possível
no_sign_up_left_out = Aqui é permitido assinar sem uma conta, mas o emulador não oferece isso.
no_sign_up_address = A empresa precisa configurar o endereço do cadastro: UrlOffersAnonymousSelection.
other_merchant = Sua assinatura em { $merchant }
other_merchant_text = Esta página é de outra empresa que também cobra pelo mesmo serviço. Quem a vê dentro do aplicativo de { $merchant } chegou aqui pelo link de uma pessoa estranha.
