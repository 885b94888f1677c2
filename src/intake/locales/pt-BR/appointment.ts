import type { appointment as english } from '../en/appointment.ts';

export const appointment: { readonly [key in keyof typeof english]: string } = {
  'appointment.hello': 'Olá! Aqui você pode responder aos lembretes das suas consultas.',
  'appointment.ask_welcome': 'Em que posso ajudar?',
  'appointment.ask_coming': 'Você vem?',
  'appointment.ask_why': 'Você prefere outra data, ou não vai comparecer?',
  'appointment.ask_change': 'Mudou alguma coisa?',
  'appointment.help':
    'Responda ao lembrete da sua consulta: *sim* se você vem, *outra data* se não for um bom horário, *não vou* se não precisar mais. Para qualquer outra coisa, fale com uma pessoa.',
  'appointment.confirmed': 'Obrigado! Sua consulta está confirmada.',
  'appointment.declined':
    'Obrigado por avisar. Anotamos que você não vem. Se quiser outra data, é só escrever *outra data*.',
  'appointment.another_time':
    'Claro, vamos encontrar outra data. Um colega responde por aqui. Você já pode escrever quais dias e horários são bons.',
  'appointment.changed':
    '{answer, select, confirmed {Você tinha confirmado} declined {Você tinha dito que não vinha} other {Você tinha pedido outra data}}; agora está mudado.',
  'appointment.already':
    '{answer, select, confirmed {Você já confirmou esta consulta. Obrigado!} other {Você já disse que não vem.}}',
  'appointment.left':
    '{answer, select, confirmed {Certo, sua consulta continua confirmada.} declined {Certo, você não vem.} reschedule_requested {Certo, você ainda quer outra data.} other {Certo. Sua resposta continua em aberto: escreva *sim* ou *outra data* quando souber.}}',
  'appointment.none_found':
    'Não encontro nenhum lembrete seu que espere resposta. Uma pessoa pode procurar sua consulta.',
  'appointment.not_understood': 'Não entendi. Você pode responder *sim*, *outra data* ou *não vou*.',
  'appointment.voice_unclear':
    'Não consegui entender a mensagem de voz. Você pode escrever *sim*, *outra data* ou *não vou*.',
  'appointment.stuck': 'Ainda não entendi, desculpe. Uma pessoa pode ajudar.',
  'appointment.person': 'Vou passar você para uma pessoa, que responde por aqui.',
  'appointment.you_are_welcome': 'Por nada!',
  'appointment.choice_confirm': 'Confirmar consulta',
  'appointment.choice_another_time': 'Outra data',
  'appointment.choice_decline': 'Não vou',
  'appointment.choice_leave': 'Deixar como está',
  'appointment.choice_person': 'Falar com alguém',
};
