import type { dialogue as english } from '../en/dialogue.ts';

export const dialogue: { readonly [key in keyof typeof english]: string } = {
  'dialogue.commands':
    'A qualquer momento: *menu* para recomeçar, *voltar* para a pergunta anterior, *cancelar* para parar, *ajuda* para ver isto.',
  'dialogue.cancelled': 'Cancelado. Nada foi guardado. Escreva *menu* quando quiser recomeçar.',
  'dialogue.nothing_to_cancel': 'Não há nada para cancelar. Escreva *menu* para começar.',
  'dialogue.no_way_back': 'Esta é a primeira pergunta, não há nenhuma antes dela.',
  'dialogue.expired': 'Já faz um tempo, então o que tínhamos começado terminou e não foi guardado.',
  'dialogue.stale_choice': 'Essa opção é de uma pergunta anterior. Estamos aqui:',
  'dialogue.past_choice': 'Essa pergunta já foi resolvida.',
  'dialogue.too_long': 'É mais longo do que consigo ler. Por favor, diga com menos palavras.',
  'dialogue.slow_down': 'Você escreve mais rápido do que consigo acompanhar. Volto a ler em um minuto.',
  'dialogue.automatic':
    'A mesma mensagem continua chegando, então paro de respondê-la. Escreva outra coisa para continuar.',
  'dialogue.no_progress':
    'Assim não avançamos, por isso paro de responder. Por favor, espere dez minutos antes de escrever de novo.',
  'dialogue.abuse':
    'Entendo que você esteja chateado. Só posso ajudar com o que você precisa: por favor, diga o que é.',
  'dialogue.not_kept': 'Algo deu errado do nosso lado. Por favor, tente de novo daqui a pouco.',
  'dialogue.reminder_confirmed': 'Obrigado, está anotado.',
  'dialogue.reminder_passed_on': 'Obrigado por avisar. Já repassamos a informação.',
  'dialogue.options': 'Opções',
};
