/** The nouns: what Alertmanager posts to a webhook (version 4 of its payload, notify/webhook): alerts of one group, each with its own status. */
import { z } from 'zod';
import type { Notice } from './alert-notice.ts';

export const AlertWebhook = z.object({
  version: z.literal('4').describe('of the payload'),
  status: z.enum(['firing', 'resolved']).describe('firing where one of its alerts fires'),
  alerts: z
    .array(
      z.object({
        status: z.enum(['firing', 'resolved']),
        labels: z.record(z.string(), z.string()),
        startsAt: z.string().refine(text => !Number.isNaN(Date.parse(text)), 'is no time of RFC 3339'),
        fingerprint: z.string().regex(/^[0-9a-f]{16}$/, 'is no fingerprint of 16 hexadecimal digits'),
      }),
    )
    .max(10_000),
});
export type AlertWebhook = z.infer<typeof AlertWebhook>;

export type AlertNotice = Notice & { readonly status: 'firing' | 'resolved' };

/** The alerts of a payload as notices that were heard at this moment (milliseconds since 1970 UTC). */
export function noticesIn({ alerts }: AlertWebhook, heard_at: number): AlertNotice[] {
  return alerts.map(({ fingerprint, startsAt, status }) => ({ fingerprint, starts_at: Date.parse(startsAt), status, heard_at }));
}
