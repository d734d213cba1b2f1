import { createHash, X509Certificate } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { certificateFacts, isoTime } from '../../../../src/apk/signing/certificate-facts.js';
import { readDer } from '../../../../src/apk/signing/der.js';

/**
 * Made once by OpenSSL 3.0.19 (`openssl req -x509 -subj …`); what is expected of each is what
 * `openssl x509 -subject -dates -fingerprint -text -nameopt RFC2253,-esc_msb` printed.
 */
const CERTIFICATES = [
  {
    der: 'MIICFzCCAb2gAwIBAgIUcA+y6DSVUjvkB+nE3DpPywz1Y/MwCgYIKoZIzj0EAwMwYDELMAkGA1UEBhMCQ04xIzAhBgNVBAoMGuWMl+S6rOWtl+iKgiwg5pyJ6ZmQ5YWs5Y+4MRQwCAYDVQQLDAFhMAgGA1UECwwBYjEWMBQGA1UEAwwNI3ggInEiIFwgPDE+OzAgFw0yNjExMjMyMDMwMzhaGA8yMTI2MTAzMDIwMzAzOFowYDELMAkGA1UEBhMCQ04xIzAhBgNVBAoMGuWMl+S6rOWtl+iKgiwg5pyJ6ZmQ5YWs5Y+4MRQwCAYDVQQLDAFhMAgGA1UECwwBYjEWMBQGA1UEAwwNI3ggInEiIFwgPDE+OzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAverYGEwBLcksuhwBInTofmrcKNpATArQd6Ho4eBncyLA4dEJZUSXM22XnXSGaocGH9zkpNPtmcnVk1+Ix+AvGjUzBRMB0GA1UdDgQWBBRoBscVlNQ7upxALe9d/J79ltr3RjAfBgNVHSMEGDAWgBRoBscVlNQ7upxALe9d/J79ltr3RjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMDA0gAMEUCIQCpEPT7GXzz7igAP1UBphQvRaCTLVRaylhzQ3PFnCCV/QIgTtMyyuLKdOzaBMAwZFpOdYPzTsqRcW47Va3yvEQXek0=',
    facts: {
      sha256: '4c66c470b5672725545fbae80f17104772c7ffbfd974f8546a009f5305ee9522',
      subject: 'CN=\\#x \\"q\\" \\\\ \\<1\\>\\;,OU=b+OU=a,O=北京字节\\, 有限公司,C=CN',
      validFrom: '2026-11-23T20:30:38Z',
      validTo: '2126-10-30T20:30:38Z',
      signatureAlgorithm: 'ecdsa-with-SHA384',
      key: 'EC prime256v1',
    },
  },
  {
    der: 'MIICfDCCAeWgAwIBAgICAP8wDQYJKoZIhvcNAQEFBQAwWTEZMBcGA1UEAwwQIGxlYWQgYW5kIHRyYWlsIDEUMBIGCSqGSIb3DQEJARYFYUBiLmMxFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMQ0wCwYDVQRBDARuaWNrMB4XDTI2MTEyMzIwMzAzOFoXDTM2MTEyMDIwMzAzOFowWTEZMBcGA1UEAwwQIGxlYWQgYW5kIHRyYWlsIDEUMBIGCSqGSIb3DQEJARYFYUBiLmMxFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMQ0wCwYDVQRBDARuaWNrMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDEMSM/8HIMDPEplgwqU1SMSQAc6Zg/VvrVcOKeL87tUXD8xsIJ9QcoWua7IOq+INJFdY3GEFDRRwgvXzNgJ59gOp95VUl1/o7v9MZ5i16J6K/HB5BI/+G6MjLGgscKeEsBXjBFVg+ARelWo/DeTGAoNn74rus3IuxLpcILIaZ2cwIDAQABo1MwUTAdBgNVHQ4EFgQUGJAxLwBuY4RwzF7BsHNF7HVEjh8wHwYDVR0jBBgwFoAUGJAxLwBuY4RwzF7BsHNF7HVEjh8wDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQUFAAOBgQA4BAA1XoU7kuJ2rxLvnAc+PvtcJfIXVIEDBsAoN+Fhh22qVffTsLB3sP+0e6L+3TrKTaPMcVAQjW6nFo/dhFXv8OfoRxkQpTg2eusIwKL0kx2Msy4S5mzVV0KBKtQ+oM/DV2hSwq0qCwZZDcxOeQDN2vtMjOk6x7Bn8ZkbYQPcAg==',
    facts: {
      sha256: '5b43140673628d0ceccCbfae3aac57baccc56bd043946c1776328620ea36bc55'.toLowerCase(),
      subject: 'pseudonym=nick,DC=example,emailAddress=a@b.c,CN=\\ lead and trail\\ ',
      validFrom: '2026-11-23T20:30:38Z',
      validTo: '2036-11-20T20:30:38Z',
      signatureAlgorithm: 'sha1WithRSAEncryption',
      key: 'RSA 1024',
    },
  },
  {
    der: 'MIICijCCAjcCFCPHqKVrUIdG9xfzDsLOQSRTSUd4MAsGCWCGSAFlAwQDAjAXMRUwEwYDVQQDHgwAWgBhAXwA8wFCAQcwHhcNMjYxMTIzMjAzMDM4WhcNMjYxMjAzMjAzMDM4WjAXMRUwEwYDVQQDHgwAWgBhAXwA8wFCAQcwggG+MIIBMwYHKoZIzjgEATCCASYCgYEAhZ7c3pKPgIP8Wda9bgizmf1rrnNMwa+RxU5rAYrt9U1VrmDQOKSN8IitmsxmturHt5p+sjPMAZ62/moLpvsFz1mXRHdfJ3eHEW8Krjvg2jVZFX8PggxHMKbZveZK0fMXj0S9ZITtWz5TXa3mUJtcKiyZR4s+u3fw5B905aYc678CHQDWlwpAM/sNWD77dIwBMsxqyE2HIw9wvz7s5vHxAoGAYPazjzom2JTcWKqr8q/DkeiOzgZ09vVWdYiI62zr2GCw39N6eT52HJrgcT/gMBjTEtVnWY8zBugUMJHbJLkANWHQyF5hhfNm+VtThjgwy7GKCDhISsrnM8U2jdhHK/4hsBdv9fYMg5rbZt6+YaWqEjJBJ8RlckcP5OKjvVXKLesDgYQAAoGATLCUOTGCTWQB+oyt3Fz1NjOXW7cUlYHZl29moVmXm/8mm1pPURQAa0HNRbKJOBhXTkZXTWCuHUT74OiZZRsmgcc62FG+4ihlr3mN8kJSf3fFbrlfY4Lw0la+UzVTR73oHxXWNoOx0Nz7e2MFRXKbUZPAoWGGz3UKrhDMgV105zowCwYJYIZIAWUDBAMCA0AAMD0CHQCg71t8Nbl5zTK8au40+nZowxw/Tajj2YPq3I8kAhwiNnEHar+awF8ovnWnjHagmyoGZvFOT1ifV3t7',
    facts: {
      sha256: '43e29a520e1bd4025eb4e04da3d6e699cd22fb1fef92a5d0f5591e247d2348a7',
      subject: 'CN=Zażółć',
      validFrom: '2026-11-23T20:30:38Z',
      validTo: '2026-12-03T20:30:38Z',
      signatureAlgorithm: 'dsa_with_SHA256',
      key: 'DSA 1024',
    },
  },
];

const time = (tag: number, text: string): string =>
  isoTime(readDer(Buffer.concat([Buffer.of(tag, text.length), Buffer.from(text)])));
const UTC = 23;
const GENERALIZED = 24;

describe('certificate facts', () => {
  it.each(CERTIFICATES)('reads what openssl prints: $facts.subject', ({ der, facts }) => {
    const bytes = Buffer.from(der, 'base64');
    expect(certificateFacts(bytes)).toEqual({ facts });
    const openssl = new X509Certificate(bytes);
    expect(openssl.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(facts.sha256);
    expect(new Date(openssl.validTo).getTime()).toBe(Date.parse(facts.validTo));
  });

  it('keeps the digest of what is no certificate, and says why', () => {
    const bytes = Buffer.from('not a certificate');
    const { facts, problem } = certificateFacts(bytes);
    expect(facts).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex'), subject: '', key: '' });
    expect(problem).toMatch(/^ASN\.1/);
  });

  it('puts no control characters into the subject', () => {
    const bytes = Buffer.from(CERTIFICATES[2]!.der, 'base64');
    const at = bytes.lastIndexOf(Buffer.from('005a0061', 'hex'));
    bytes.writeUInt16BE(0x000a, at);
    bytes.writeUInt16BE(0x202e, at + 2);
    expect(certificateFacts(bytes).facts.subject).toBe('CN=??żółć');
  });

  it('reads the forms of time that old tools wrote (RFC 5280 §4.1.2.5, X.680 §46-47)', () => {
    expect(time(UTC, '491231235959Z')).toBe('2049-12-31T23:59:59Z');
    expect(time(UTC, '500101000000Z')).toBe('1950-01-01T00:00:00Z');
    expect(time(UTC, '1201020304Z')).toBe('2012-01-02T03:04:00Z');
    expect(time(UTC, '120102030405+0800')).toBe('2012-01-01T19:04:05Z');
    expect(time(GENERALIZED, '20500101000000Z')).toBe('2050-01-01T00:00:00Z');
    expect(time(GENERALIZED, '20991231235959.123Z')).toBe('2099-12-31T23:59:59Z');
    expect(() => time(UTC, 'yesterday')).toThrow(/unreadable time/);
  });
});
