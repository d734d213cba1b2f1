/** Codes of {@link PrivscanError}; the command line maps them to exit codes (src/cli/exit-code.ts). */
export type ErrorCode = 'usage' | 'format' | 'limit' | 'rule' | 'io';

/** Base of every error privscan throws on purpose; `message` is one English line without control characters. */
export class PrivscanError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The user asked for something that cannot be: a flag, a path, a configuration key. */
export class UsageError extends PrivscanError {
  constructor(message: string, options?: ErrorOptions) {
    super('usage', message, options);
  }
}

/** Bytes are not what their format says. `offset` is in bytes from the start of the structure being read. */
export class FormatError extends PrivscanError {
  readonly offset: number | undefined;

  constructor(message: string, offset?: number, options?: ErrorOptions) {
    super('format', offset === undefined ? message : `${message} (at 0x${offset.toString(16)})`, options);
    this.offset = offset;
  }
}

/** A named budget (bytes, entries, depth, steps) ran out; `limit` is the budget's name. */
export class LimitError extends PrivscanError {
  readonly limit: string;

  constructor(limit: string, message: string, options?: ErrorOptions) {
    super('limit', message, options);
    this.limit = limit;
  }
}

/** A rule threw or broke its contract. */
export class RuleError extends PrivscanError {
  constructor(message: string, options?: ErrorOptions) {
    super('rule', message, options);
  }
}
