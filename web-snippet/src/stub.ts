/**
 * What stands in the page before everything else: it queues calls until the script comes, and tells others' scripts that all is denied
 * until we know more, also where a tag manager stands before it. One for each set of signals; written for size.
 */
declare const google: boolean;
declare const uet: boolean;
declare const clarity: boolean;

{
  const w = window as any;
  const d = 'denied';
  const queue = (name: string) =>
    (w[name] =
      w[name] ||
      function () {
        (w[name].q = w[name].q || []).push(arguments);
      });
  queue('footfall');
  if (google) {
    (function (..._: unknown[]) {
      (w.dataLayer = w.dataLayer || []).unshift(arguments);
    })('consent', 'default', {
      ad_storage: d,
      ad_user_data: d,
      ad_personalization: d,
      analytics_storage: d,
      functionality_storage: d,
      personalization_storage: d,
      security_storage: 'granted',
      wait_for_update: 500,
    });
  }
  if (uet) {
    (w.uetq = w.uetq || []).push('consent', 'default', { ad_storage: d });
  }
  if (clarity) {
    queue('clarity')('consentv2', { ad_Storage: d, analytics_Storage: d });
  }
}
