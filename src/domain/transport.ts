// How a channel's messages travel. SMS is for people whom WhatsApp cannot reach: text only, no 24-hour window.
export type Transport = 'whatsapp' | 'sms';
