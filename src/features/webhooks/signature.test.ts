import { expect, it } from 'vitest';
import { secretOf, signedHeaders } from './signature.ts';

it('R032 signs as the published example of the specification', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
  expect(signedHeaders(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], 1614265330_999)).toEqual({
    'webhook-id': message.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('R032 signs once with each secret while one replaces the other', () => {
  const secrets = [1, 2].map((byte) => secretOf(new Uint8Array(32).fill(byte)));
  const { 'webhook-signature': both } = signedHeaders({ id: 'a', body: '{}' }, secrets, 0);
  const alone = secrets.map(
    (secret) => signedHeaders({ id: 'a', body: '{}' }, [secret], 0)['webhook-signature'],
  );
  expect(both).toBe(alone.join(' '));
});
