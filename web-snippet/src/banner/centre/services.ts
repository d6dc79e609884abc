import type { Asker, Category, Kept, Service } from '../types';
import { lifetime } from './words';

/** What the choice and the visit memory keep is there on each site. */
export function servicesOf({ id, services = [] }: Category, { texts, config }: Asker): Service[] {
  const provider = { name: (config.controller && config.controller.name) || config.site };
  const names = ([] as string[]).concat(...services.map(({ cookies = [] }) => cookies.map(({ name }) => name)));
  if (id == 'necessary' && !names.includes('footfall_consent')) {
    const cookies = ['footfall_consent', 'footfall_services'].map((name) => ({ name, kind: 'cookie' as const, days: 184 }));
    const own = { id: 'footfall-choice', name: texts['choice.name'], provider, purpose: texts['choice.purpose'], reason: texts['choice.reason'] };
    return [{ ...own, cookies }, ...services];
  }
  if (id == 'statistics' && !services.some((service) => service.id == 'footfall')) {
    const cookies = [{ name: 'footfall', kind: 'local' as const, days: 184 }];
    return [{ id: 'footfall', name: texts['memory.name'], provider, purpose: texts['memory.purpose'], cookies }, ...services];
  }
  return services;
}

/** Whether a service can be allowed by itself; what counts visits goes with its whole category, as the server demands. */
export const single = ({ id }: Service): boolean => id != 'footfall';

/** For how long something is kept, in words. */
export function keptFor({ kind, days }: Kept, { texts, language }: Asker): string {
  return kind == 'session'
    ? texts['until.tab']
    : days
      ? lifetime(days, language)
      : texts[kind == 'local' ? 'until.deleted' : 'until.browser'];
}
