import type { ApiCall } from '../model/index.js';

/** What a message calls an interface: `Class.method`, the content URI, or the string in quotes. */
export function apiName({ api, kind, name }: Pick<ApiCall, 'api' | 'kind' | 'name'>): string {
  if (kind === 'uri') return api;
  return kind === 'string' ? `"${api}"` : name;
}
