import type { ApiCall, CodeSite, DynamicCodeFacts, Owner, ReflectionUse, ShellUse } from '../../src/model/index.js';
import { APP, dynamicCode, site } from './artifacts.js';

/** Hand-made facts for the rules about what is collected; interfaces as the Android reference describes them. */

type Api = Pick<ApiCall, 'api' | 'kind' | 'name' | 'dataTypes' | 'permissions'> & { readonly weak?: true };

const android = (name: string): string => `android.permission.${name}`;

/** A method of a platform class, by its smali descriptor. */
export function method(descriptor: string, dataType: string, ...permissions: string[]): Api {
  const match = /([^/;]+);->([^(]+)/u.exec(descriptor);
  const name = `${match?.[1] ?? ''}.${match?.[2] ?? ''}`;
  return { api: descriptor, kind: 'method', name, dataTypes: [dataType], permissions: permissions.map(android) };
}

export const text = (value: string, dataType: string): Api => ({
  api: value,
  kind: 'string',
  name: value,
  dataTypes: [dataType],
  permissions: [],
});

export const HARDWARE_ADDRESS = method('Ljava/net/NetworkInterface;->getHardwareAddress()[B', 'device-id.mac-wifi');
export const CLIP = method(
  'Landroid/content/ClipboardManager;->getPrimaryClip()Landroid/content/ClipData;',
  'clipboard',
);
export const HEART_RATE = method(
  'Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;',
  'health.body-sensors',
);
export const STEPS = { ...HEART_RATE, dataTypes: ['health.activity'] };

/** The same call in another method of the app. */
export const inMethod = (descriptor: string, owner: Owner = APP): { readonly site: CodeSite } => ({
  site: site(owner, { method: descriptor }),
});

type Looked = Pick<ReflectionUse, 'className' | 'method'>;

export function reflection(names: Looked, owner: Owner = APP, over: Partial<CodeSite> = {}): ReflectionUse {
  const place = site(owner, over);
  const confidence = owner.kind === 'app' ? 'likely' : 'possible';
  return {
    ...names,
    site: place,
    reach: 'reachable',
    confidence,
    evidence: { kind: 'code', site: place, text: 'look-up' },
  };
}

export function shell(command: string, owner: Owner = APP, over: Partial<CodeSite> = {}): ShellUse {
  const place = site(owner, over);
  const confidence = owner.kind === 'app' ? 'likely' : 'possible';
  return {
    command,
    site: place,
    reach: 'reachable',
    confidence,
    evidence: { kind: 'code', site: place, text: command },
  };
}

/** Code that looks names up and runs commands. */
export function hidden(over: Partial<Pick<DynamicCodeFacts, 'reflection' | 'shell'>> = {}): DynamicCodeFacts {
  return { ...dynamicCode([]), ...over };
}
