# Every sentence of the pages. A translator changes what stands behind "=", and leaves names and what is in braces as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
title = Sua assinatura
nothing-is-real = Nada aqui é real: um emulador substitui o ProAbono e nenhum dinheiro é movimentado.
frame-title = Sua assinatura, planos, pagamento e faturas, por ProAbono
skip = Ir para a assinatura
signed-in-as = Conta:
sign-in = Entrar
sign-out = Sair
back = Voltar
back-to = Voltar para { $application }
new-tab = Abrir em nova aba
open-widget = Gerenciar a assinatura
support = Pedir ajuda
contact = Fale conosco
retry = Tentar de novo
retry-now = Tentar de novo agora
go-on = Continuar
see-subscription = Ver a assinatura
request-id = Ao pedir ajuda, informe este número:

## Above the frame
more = Mais
choose-plan = Escolher um plano
menu-change-plan = Mudar de plano
menu-payment-method = Forma de pagamento
menu-invoices = Últimas faturas
menu-load-again = Recarregar
invoice-pdf = Fatura (PDF)
chip-overdue = Pagamento em atraso
chip-paused = Em pausa
chip-confirming = Pagamento a caminho
chip-ending = Termina
chip-trial = Teste
chip-active = Ativa
fact-overdue = { $amount } em atraso desde { $date }
fact-overdue-undated = { $amount } em atraso
fact-paused-unpaid = Em pausa por falta de pagamento de { $amount }
fact-paused-method = Em pausa porque falta uma forma de pagamento
fact-paused = Em pausa. Podemos dar mais informações.
fact-confirming = O banco está confirmando o pagamento de { $amount }
fact-ending = Disponível até { $date }, sem renovação
fact-trial = Grátis até { $date }, depois { $price }
fact-trial-unpriced = Grátis até { $date }
fact-next-payment = Próximo pagamento: { $amount } em { $date }
fact-renews = Renovação em { $date }, { $price }
fact-renews-unpriced = Renovação em { $date }
fact-none = Sem plano no momento. É possível mudar ou cancelar quando quiser.
# A price: the number with its digits, and the sign or the code of the currency.
money = { $symbol } { $number }
# Prices of a period, and of several.
per-day = { $amount } por dia
per-week = { $amount } por semana
per-month = { $amount } por mês
per-year = { $amount } por ano
every-days = { $amount } a cada { $count } dias
every-weeks = { $amount } a cada { $count } semanas
every-months = { $amount } a cada { $count } meses
every-years = { $amount } a cada { $count } anos
before-tax = { $price }, sem impostos
pay = Pagar { $amount }
keep = Manter { $plan }
add-payment-method = Adicionar forma de pagamento
used = { $used } de { $included }

## The overview
invoices = Faturas
included = Incluído
all-details = Todos os detalhes
without-tax = Sem impostos
replace-method = Substituir
method-card = Cartão
method-debit = Débito direto
method-transfer = Transferência bancária
chip-paid = Paga
chip-due = A pagar

## In the page, while it is open
a-moment = Isso leva um momento.
slow = Está demorando mais do que o normal.
too-old = Esta página está aberta há algum tempo. Recarregue-a para continuar.
step-stopped = Esta etapa não pode ser mostrada dentro desta página.
changed = Sua assinatura mudou.
show-changed = Mostrar
session-over = A sessão foi encerrada.
sign-in-again = Entrar de novo
# The heading of a page that a link has opened, whatever it is about.
from-link-title = Cobrança
from-link = Esta página foi aberta por um link.
from-link-home = Ir para a própria assinatura
link-refused = O link seguido não pode ser aberto aqui; por isso, esta é a página inicial da sua assinatura. Se o link chegou por e-mail, peça-nos um novo.
unknown-offer = O plano escolhido não é mais oferecido. Estes são os planos disponíveis.
insite-failed = Não foi possível carregar sua assinatura. Nada se perdeu e nada foi cobrado.
no-script = Sua assinatura é mostrada por um script. Permita scripts nesta página.

## The names of the workflows
walking-subscribe = Assinar
walking-change-plan = Mudar de plano
walking-restart = Retomar a assinatura
walking-payment-method = Sua forma de pagamento
walking-pay-invoice = Pagar a fatura

## Coming back from ProAbono's pages
returned-restart = Sua assinatura continua
returned-options = Suas opções
returned-permission = Sua forma de pagamento
returned-invoice = Sua fatura
returned-elsewhere = Boas-vindas de volta
returned-nocharge = Não havia nada a pagar.
returned-paid = O pagamento foi efetuado
returned-registered = Agradecemos. A assinatura mostra a forma de pagamento utilizada.
returned-due = Uma fatura foi emitida. Pague-a da forma nela indicada.
returned-unsaid = A assinatura mostra a situação atual.
returned-on-plan = Agora seu plano é { $plan }
returned-change-at-once = A mudança teve efeito imediato.
returned-ends = { $plan } termina em { $date }
    .text = Até lá, é possível usá-lo, e nada mais será cobrado.
returned-ended = { $plan } terminou
returned-cancelled = A operação foi interrompida
    .text = É possível recomeçar quando quiser.
returned-failed = Não deu certo
    .text = Não foi possível concluir a operação. A assinatura mostra a situação atual; tente novamente a partir dela.
returned-payment-failed = O pagamento não foi concluído
    .text = Verifique o cartão ou pague de outra forma.
returned-still-on = Seu plano continua sendo { $plan }. Verifique o cartão ou pague de outra forma.
paid-today = Pago hoje
next-payment = Próximo pagamento
next-payment-on = { $amount }, { $date }
plan = Plano
amount = Valor

## Waiting for a confirmation
waiting = Aguardamos a confirmação
    .text = Esta página verifica sozinha. Pode fechá-la: nada se perde. Não repita a operação.
waiting-bank = O banco está confirmando o pagamento
    .text = Esta página verifica sozinha. Pode fechá-la: nada se perde. Não pague uma segunda vez.
look-again = Verificar agora
not-waiting = Não comprou nem alterou nada há pouco?
not-waiting-go = Ver a minha assinatura

## Plans that anybody may see
plans = Planos
no-plans = Nenhum plano é oferecido no momento. Volte mais tarde.
unlimited = sem limite
choose = Escolher

## Signing in and out
continue-question = Continuar com esta conta?
continue-text = Serão mostradas a assinatura e as faturas de:
continue-instead = Neste navegador está aberta a sessão de outra pessoa, que será encerrada:
continue-yes = Sim, continuar
continue-no = Não, não sou eu
signed-out = Sessão encerrada
    .text = Sua assinatura não é mais mostrada neste navegador.
sign-out-question = Deseja sair da conta?
    .text = Sua assinatura continua como está; apenas deixa de ser mostrada neste navegador.
leaving = A sessão foi encerrada aqui
    .text = Agora é a vez do serviço de acesso, para encerrar a sessão lá também.
still-there = O serviço de acesso não responde; por isso, a sessão talvez continue aberta lá. Em um computador usado por outras pessoas, feche também o navegador.
not-signed-in = Entre para ver sua assinatura
    .text = Depois, a volta para esta página é direta.
sessions-away = Não é possível reconhecer sua conta no momento
    .text = Neste momento não conseguimos saber de quem é a sessão; por isso, nada é mostrado. Nada se perdeu. Tente novamente em instantes.
sign-in-failed = O acesso não foi concluído
    .text = Demorou demais, já tinha sido usado ou foi iniciado em outro navegador. Nada se perdeu: comece de novo.
sign-in-denied = O acesso não foi efetuado
    .text = O acesso foi cancelado ou não foi permitido. Nada se perdeu: comece de novo quando quiser, talvez com outra conta.
sign-in-refused = Não foi possível iniciar a sessão
    .text = O serviço de acesso nos deu uma resposta em que não devemos confiar ou que não diz o suficiente; por isso, nada é mostrado. Comece de novo; se não resolver, peça ajuda.
sign-in-away = Não é possível entrar no momento
    .text = O serviço de acesso não responde neste momento. Nada se perdeu. Tente novamente em instantes.
from-elsewhere = Isto não veio da nossa página
    .text = O pedido veio de uma página alheia; por isso, nada foi feito. Se o pedido foi seu, repita-o a partir daqui.
identity-refused = Não foi possível reconhecer sua conta
    .text = Seu acesso chegou até nós em uma forma em que não devemos confiar; por isso, nada é mostrado. Saia, entre de novo e abra novamente a assinatura; se não resolver, peça ajuda.

## What went wrong
suspended = Sua conta está suspensa
    .text = O plano e as faturas não podem ser abertos até que a conta volte a ficar ativa. Escreva para nós e veremos isso em conjunto.
too-often = Foram vezes demais
    .text = Esta página foi aberta muitas vezes em pouco tempo. Aguarde um momento e tente novamente.
# $time is the sentence "seconds", which goes down in the page.
trying-again = Nova tentativa em { $time }.
seconds = { $count } segundos
unreachable = O sistema de cobrança não responde no momento
    .text = Isso não muda nada na sua assinatura, e a abertura desta página não gerou nenhuma cobrança.
too-slow = O sistema de cobrança demora demais a responder
    .text = Isso não muda nada na sua assinatura, e a abertura desta página não gerou nenhuma cobrança.
refused = Não é possível mostrar sua assinatura
    .text = A falha é nossa, e não há nada a mudar do seu lado. Peça ajuda ou tente novamente mais tarde.
nothing-to-open = A página da sua assinatura não está pronta
    .text = Conhecemos sua conta, mas não há nenhuma página dela que possa ser mostrada aqui. A falha é nossa. Peça ajuda ou tente novamente mais tarde.
not-found = Página não encontrada
    .text = Não há nada neste endereço.
method-not-allowed = Isto não pode ser feito aqui
    .text = Este endereço não aceita este tipo de pedido.
internal = Algo deu errado
    .text = Não foi possível criar esta página. A falha é nossa. Tente novamente em instantes.
not-offered-plans = Não há plano para escolher no momento
    .text = Nenhum plano é oferecido à sua conta neste momento. Tente novamente mais tarde ou peça ajuda.
not-offered-subscribe = Este plano não está disponível no momento
    .text = Ele não é oferecido à sua conta neste momento, talvez porque já faça parte dela. A assinatura mostra o que está incluído.
not-offered-change-plan = Não há outro plano disponível no momento
    .text = É possível mudar de plano enquanto houver uma assinatura em vigor. A assinatura mostra a situação atual.
not-offered-restart = Não há nada a retomar
    .text = Esta assinatura está em vigor ou terminou definitivamente. A assinatura mostra o que é possível fazer.
not-offered-payment-method = Não é possível registrar uma forma de pagamento no momento
    .text = Sua conta não aceita nenhuma neste momento. Tente novamente mais tarde ou peça ajuda.
not-offered-pay-invoice = Não há nada a pagar on-line
    .text = Esta fatura está quitada ou não é paga nesta página. A assinatura mostra as faturas.
not-offered-subscription = Não é possível mostrar esta assinatura no momento
    .text = Neste momento não há uma página dela. A página da sua assinatura mostra o que está ativo.

## The chat
open-chat = Abrir o chat
chat-offline = Não há ninguém no chat no momento.
chat-online = Dúvidas? Estamos no chat.
chat-busy = Ninguém está livre no chat no momento.
chat-window-open = O chat está aberto.
chat-session-created = Aguarde: alguém vai responder no chat.
chat-session-started = A conversa conosco no chat está em andamento.
chat-session-ended = A conversa no chat terminou.
