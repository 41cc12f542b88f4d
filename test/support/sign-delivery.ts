import { createHash, createHmac } from 'node:crypto';

/** The headers with which a shop's delivery comes, signed as its documentation says. */
export const signing = {
  shopify: (secret: string, body: string, topic: string, id: string) => ({
    'x-shopify-topic': topic,
    'x-shopify-webhook-id': id,
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
  }),
  woocommerce: (secret: string, body: string, topic: string, id: string) => ({
    'x-wc-webhook-topic': topic,
    'x-wc-webhook-delivery-id': id,
    'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
  }),
  youzan: (secret: string, body: string, clientId: string) => ({
    'client-id': clientId,
    'event-sign': createHash('md5').update(`${clientId}${body}${secret}`).digest('hex'),
  }),
} as const;
