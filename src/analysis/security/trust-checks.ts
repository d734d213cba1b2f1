import { IndexKind, OPCODE_FLAGS, OPCODE_INDEX_KIND, OpcodeFlag } from '../../format/dex/index.js';
import type { DexFile } from '../../format/dex/index.js';
import type { RawSite } from '../sweep/raw-hits.js';
import { constantResult } from './constant-result.js';
import { canRefuse } from './quiet-calls.js';
import { rawSite } from './raw-site.js';
import { readable } from './readable.js';

/** Code that accepts a TLS connection which Android would refuse. */
export interface TrustHole {
  readonly kind: 'trust-manager' | 'hostname-verifier' | 'ssl-error';
  readonly site: RawSite;
  /** The code asks something first. */
  readonly conditional: boolean;
}

const CHECK_SERVER = '([Ljava/security/cert/X509Certificate;Ljava/lang/String;)V';
const VERIFY = '(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z';

/** Methods with code of that name, and prototype if one is given. */
function* methods(dex: DexFile, name: string, proto?: string): Generator<number> {
  const id = dex.findString(name);
  if (id < 0) return;
  for (const method of dex.methodsNamed(id)) {
    if (dex.codeOffset(method) === 0) continue;
    if (proto === undefined || dex.protoDescriptor(dex.methodProto(method)) === proto) yield method;
  }
}

interface Proceed {
  readonly pc: number;
  readonly conditional: boolean;
}

/** `SslErrorHandler.proceed()`, of Android or of a WebView that copies its interface. */
function proceed(dex: DexFile, method: number): Proceed | undefined {
  const cursor = dex.cursor();
  let pc: number | undefined;
  let conditional = false;
  cursor.open(dex.codeOffset(method));
  while (cursor.next()) {
    const opcode = cursor.opcode & 0xff; // payloads are read as the nop they begin with
    const flags = OPCODE_FLAGS[opcode]!;
    if (OPCODE_INDEX_KIND[opcode] === IndexKind.method) {
      if (!dex.type(dex.methodClass(cursor.index)).endsWith('/SslErrorHandler;')) continue;
      const name = dex.methodName(cursor.index);
      if (name === 'proceed') pc ??= cursor.pc;
      else if (name === 'cancel') conditional = true;
    } else if ((flags & (OpcodeFlag.branch | OpcodeFlag.switch)) !== 0) conditional = true;
  }
  return pc === undefined ? undefined : { pc, conditional };
}

/**
 * TLS checks switched off in the methods of a dex: `X509TrustManager.checkServerTrusted` that cannot refuse,
 * `HostnameVerifier.verify` that always returns true (also as a lambda), `onReceivedSslError` that goes on. Only
 * methods of those names are looked at, so the cost is a few look-ups a dex.
 */
export function trustHoles(dex: DexFile): TrustHole[] {
  const holes: TrustHole[] = [];
  const add = (kind: TrustHole['kind'], method: number, pc: number, conditional: boolean): void => {
    holes.push({ kind, site: rawSite(dex, method, pc), conditional });
  };
  for (const method of methods(dex, 'checkServerTrusted', CHECK_SERVER)) {
    if (readable(() => canRefuse(dex, method)) === false) add('trust-manager', method, 0, false);
  }
  for (const method of methods(dex, 'verify', VERIFY)) {
    if (readable(() => constantResult(dex, method)) === 1) add('hostname-verifier', method, 0, false);
  }
  for (const method of methods(dex, 'onReceivedSslError')) {
    const found = readable(() => proceed(dex, method));
    if (found !== undefined) add('ssl-error', method, found.pc, found.conditional);
  }
  return holes;
}
