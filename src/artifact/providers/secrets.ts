import type { Evidence, MetaData, SecretFacts, SecretUse } from '../../model/index.js';
import { noteIncompleteCode } from '../incomplete-code.js';
import type { Provider, ProviderContext } from '../provider.js';

type Nature = Pick<SecretUse, 'kind' | 'service'>;

interface Form extends Nature {
  readonly form: RegExp;
}

/**
 * Keys that can be told by their form, as the services document it. An access-key id is not the secret half, but it is
 * only ever used together with it. Google's `AIza…` keys and the app keys of client SDKs are made for clients: not here.
 */
const FORMS: readonly Form[] = [
  { kind: 'cloud-access-key', service: 'Amazon Web Services', form: /^AKIA[0-9A-Z]{16}$/u },
  { kind: 'cloud-access-key', service: 'Alibaba Cloud', form: /^LTAI(?=[0-9A-Za-z]*\d)[0-9A-Za-z]{12,20}$/u },
  { kind: 'cloud-access-key', service: 'Tencent Cloud', form: /^AKID(?=[0-9A-Za-z]*\d)[0-9A-Za-z]{32}$/u },
  { kind: 'service-token', service: 'Stripe', form: /^sk_live_[0-9A-Za-z]{24,}$/u },
  { kind: 'service-token', service: 'GitHub', form: /^ghp_[0-9A-Za-z]{36}$/u },
  { kind: 'service-token', service: 'Slack', form: /^xox[bp]-\d{8,}-[0-9A-Za-z-]{20,}$/u },
  {
    kind: 'private-key',
    service: 'PEM',
    form: /^-----BEGIN (?:RSA |EC |DSA )?PRIVATE KEY-----\s*[0-9A-Za-z+/=\s]{100,}-----END/u,
  },
];

interface NamedForm extends Form {
  readonly name: RegExp;
}

/**
 * Values whose name in the manifest says what they are. WeChat has one key of 32 hexadecimal digits, the AppSecret (its
 * AppID is `wx…`), under whatever name; pushing needs the master secret on the server only.
 */
const NAMED: readonly NamedForm[] = [
  {
    kind: 'wechat-secret',
    service: 'WeChat',
    name: /(?:^|[_.-])(?:wx|weixin|wechat)[_.-]?(?:app)?[_.-]?(?:secret|key)$/iu,
    form: /^[0-9a-f]{32}$/u,
  },
  { kind: 'push-master-secret', service: 'push', name: /master[_.-]?secret/iu, form: /^[0-9A-Za-z]{16,64}$/u },
  {
    kind: 'cloud-access-key',
    service: 'cloud',
    name: /access[_.-]?key[_.-]?secret|secret[_.-]?access[_.-]?key/iu,
    form: /^[0-9A-Za-z/+]{30,40}$/u,
  },
];

/** Whose value it is by its form alone. */
const byForm = (value: string): Nature | undefined => FORMS.find(({ form }) => form.test(value));

/** A report must not spread the key. */
const masked = (value: string): string => `${value.slice(0, 6)}… (${value.length} characters)`;

function secret({ kind, service }: Nature, value: string, owner: SecretUse['owner'], evidence: Evidence): SecretUse {
  return { kind, service, shown: masked(value), owner, evidence };
}

function inManifest({ apk }: ProviderContext): SecretUse[] {
  const { application, components } = apk.manifest;
  const all: readonly MetaData[] = [...application.metaData, ...components.flatMap((one) => one.metaData)];
  return all.flatMap(({ name, value, xpath, split }) => {
    if (value === undefined) return [];
    const named = NAMED.find((one) => one.name.test(name) && one.form.test(value));
    const nature = named ?? byForm(value);
    if (nature === undefined) return [];
    const entry = split === undefined ? 'AndroidManifest.xml' : `${split}!AndroidManifest.xml`;
    const text = `<meta-data android:name="${name}" android:value="${masked(value)}">`;
    return [secret(nature, value, { kind: 'app' }, { kind: 'manifest', entry, xpath, text })];
  });
}

const RESOURCE_NEEDLES = ['AKIA', 'LTAI', 'AKID', 'sk_live_', 'ghp_', 'xoxb-', 'xoxp-', 'PRIVATE KEY-----'];

function inResources({ apk }: ProviderContext): SecretUse[] {
  return apk.resources.findStrings(RESOURCE_NEEDLES).flatMap(({ id, name, value }) => {
    const nature = byForm(value);
    if (nature === undefined) return [];
    const resId = `0x${id.toString(16).padStart(8, '0')}`;
    const evidence: Evidence = { kind: 'resource', entry: 'resources.arsc', resId, name, value: masked(value) };
    return [secret(nature, value, { kind: 'app' }, evidence)];
  });
}

function inCode({ facts }: ProviderContext): SecretUse[] {
  return facts.code.secretTexts.flatMap(({ text, site }) => {
    const nature = byForm(text);
    if (nature === undefined) return [];
    const place = facts.siteOf(site);
    return [secret(nature, text, place.owner, { kind: 'code', site: place, text: JSON.stringify(masked(text)) })];
  });
}

/** Keys in the package that belong on a server. Keys built from parts, or kept in native code, are not seen. */
export const secretsProvider: Provider<'Secrets'> = (context): SecretFacts => {
  if (!context.apk.resourcesComplete) context.incomplete('resources.arsc could not be read');
  noteIncompleteCode(context);
  const found = [...inManifest(context), ...inResources(context), ...inCode(context)];
  const keyed = found
    .map((one) => ({ one, key: JSON.stringify(one.evidence) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return { secrets: keyed.map(({ one }) => one) };
};
